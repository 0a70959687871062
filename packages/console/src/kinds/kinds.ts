import type { Kind } from './kind.js';
import type { KindName } from './row.js';
import { cards } from './cards.js';
import { chargeCards } from './charge-cards.js';
import { operations } from './operations.js';
import { temporaryCards } from './temporary-cards.js';

const BY_NAME: Readonly<Record<KindName, Kind>> = {
  CARD: cards,
  TEMPORARY_CARD: temporaryCards,
  CHARGE_CARD: chargeCards,
  PRODUCTION_OPERATION: operations,
};

/** Every kind that the console shows, in the order of its navigation. */
export const KINDS: readonly Kind[] = Object.values(BY_NAME);

/** The kind with a name. */
export function findKind(name: KindName): Kind {
  return BY_NAME[name];
}

/** The kind whose pages begin with a path: `cards`. */
export function findKindByPath(path: string): Kind | undefined {
  return KINDS.find((kind) => kind.path === `/${path}`);
}

/** Where a thing’s page is. */
export function pathOf(kind: KindName, id: string): string {
  return `${BY_NAME[kind].path}/${encodeURIComponent(id)}`;
}
