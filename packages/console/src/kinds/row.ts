import type {
  CardRowFragment,
  ChargeCardRowFragment,
  OperationRowFragment,
  TemporaryCardRowFragment,
} from '../__generated__/documents.js';

/** The kinds of things that have a life of states, as the API names them. */
export type KindName = 'CARD' | 'TEMPORARY_CARD' | 'CHARGE_CARD' | 'PRODUCTION_OPERATION';

/** What lists show of a thing, the same for each kind: what a kind does not have is null. */
export interface Row {
  readonly kind: KindName;
  readonly id: string;
  readonly state: string;
  /** How many events it has had: of two readings the one with more is the newer. */
  readonly version: number;
  readonly programId: string | null;
  /** Whose it is: the holder, or the account. */
  readonly ownerId: string | null;
  /** What people tell it apart by: a contract id, or the card that an operation makes. */
  readonly label: string | null;
  /** When it ends by itself, as things stand. */
  readonly endsAt: string | null;
  readonly errorCode: string | null;
  readonly kioskId: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

/** A thing as a list or an event brings it. */
export type RowFragment = CardRowFragment | TemporaryCardRowFragment | ChargeCardRowFragment | OperationRowFragment;

/** Brings what the API answers into the one form of all kinds. */
export function toRow(thing: RowFragment): Row {
  const { id, state, version, createdAt, updatedAt } = thing;
  const common = { id, state, version, createdAt, updatedAt };
  return { ...common, ...NOTHING, ...describe(thing) };
}

/** The kind of a card that may be of either, by its type. */
export function kindOfCard(typename: 'Card' | 'TemporaryCard'): 'CARD' | 'TEMPORARY_CARD' {
  return typename === 'Card' ? 'CARD' : 'TEMPORARY_CARD';
}

const NOTHING = { programId: null, ownerId: null, label: null, endsAt: null, errorCode: null, kioskId: null };

function describe(thing: RowFragment): Pick<Row, 'kind'> & Partial<Row> {
  switch (thing.__typename) {
    case 'Card':
    case 'TemporaryCard': {
      const kind = kindOfCard(thing.__typename);
      return { kind, programId: thing.program.id, ownerId: thing.holder?.id ?? null, endsAt: thing.validUntil };
    }
    case 'ChargeCard': {
      const { contractId, rfidLast4, account, activationExpiresAt, deactivatesAt } = thing;
      const label = contractId ?? `…${rfidLast4}`;
      const endsAt = activationExpiresAt ?? deactivatesAt;
      return { kind: 'CHARGE_CARD', label, ownerId: account?.id ?? null, endsAt };
    }
    case 'ProductionOperation': {
      const { subjectId: label, subject, error, kiosk } = thing;
      const ofCard = { programId: subject.program.id, ownerId: subject.holder?.id ?? null };
      const ofAttempt = { errorCode: error?.code ?? null, kioskId: kiosk?.kioskId ?? null };
      return { kind: 'PRODUCTION_OPERATION', label, ...ofCard, ...ofAttempt };
    }
  }
}
