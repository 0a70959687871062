import type { Kind } from './kind.js';
import type { KindName } from './row.js';
import { cards } from './cards.js';
import { chargeCards } from './charge-cards.js';
import { operations } from './operations.js';
import { temporaryCards } from './temporary-cards.js';

/** Every kind that the console shows, in the order of its navigation. */
export const KINDS: readonly Kind[] = [cards, temporaryCards, chargeCards, operations];

/** The kind with a name; undefined for what has no page: programs, kiosks, and kinds of later servers. */
export function findKind(name: string): Kind | undefined {
  return KINDS.find((kind) => kind.name === (name as KindName));
}

/** The kind whose pages begin with a path: `cards`. */
export function findKindByPath(path: string): Kind | undefined {
  return KINDS.find((kind) => kind.path === `/${path}`);
}

/** Where a thing's page is; null where it has none. */
export function pathOf(kindName: string, id: string): string | null {
  const kind = findKind(kindName);
  return kind === undefined ? null : `${kind.path}/${encodeURIComponent(id)}`;
}
