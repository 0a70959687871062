import type { CardKind } from '@tessera/lifecycle';
import type { Cast } from './cast.js';
import type { Random } from './random.js';

/** A card of the plan. It gets its id when it is made; until then its key stands for it. */
export interface SeedCard {
  readonly key: number;
  readonly kind: CardKind | 'CHARGE_CARD';
  /** Null of charge cards. */
  readonly programId: string | null;
  /** Of a temporary card: whom it is assigned to when it stands in for a card. */
  readonly holderId: string | null;
  readonly embossedName: string | null;
  /** Empty of other cards than charge cards. */
  readonly rfid: string;
  readonly contractId: string;
  /** The card whose deactivation brings this one about. */
  readonly duplicateOf: number | null;
}

/** Where a step takes place. */
export interface Scene {
  readonly card: SeedCard;
  readonly cast: Cast;
  readonly at: Date;
  readonly random: Random;
}
