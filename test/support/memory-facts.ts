import type {
  Card,
  CardProgram,
  CardState,
  FactRow,
  Facts,
  Kiosk,
  Lookup,
  Need,
  ProductionOperation,
  ProductionState,
} from '@tessera/lifecycle';
import { isFoundBy, needKey, UnknownFactError } from '@tessera/lifecycle';
import { aCard, aKiosk, anOperation, aProgram } from './builders.js';

/** Rows by kind. */
type FactRows = Readonly<Record<string, readonly FactRow[]>>;

/** Facts held in plain arrays; all of them are known. */
export class MemoryFacts implements Facts {
  constructor(private readonly rows: FactRows) {}

  knows(_wanted: Need): boolean {
    return true;
  }

  all<T>(lookup: Lookup<T>, value: string): readonly T[] {
    const rows = (this.rows[lookup.kind] ?? []).filter((row) => isFoundBy(lookup, value, row));
    // A lookup names the kind whose rows it finds.
    return rows as readonly unknown[] as readonly T[];
  }
}

/** Facts of which only what was loaded is known, as the log writer holds them. */
export class LoadedFacts implements Facts {
  readonly #loaded = new Set<string>();

  constructor(private readonly below: Facts) {}

  load(needs: readonly Need[]): void {
    for (const each of needs) this.#loaded.add(needKey(each));
  }

  knows(wanted: Need): boolean {
    return this.#loaded.has(needKey(wanted));
  }

  all<T>(lookup: Lookup<T>, value: string): readonly T[] {
    const wanted = { lookup, value };
    if (!this.knows(wanted)) throw new UnknownFactError(wanted);
    return this.below.all(lookup, value);
  }
}

/** What a world of cards holds. */
export interface World {
  readonly cards?: readonly Card[];
  readonly operations?: readonly ProductionOperation[];
  readonly programs?: readonly CardProgram[];
  readonly kiosks?: readonly Kiosk[];
}

/** Facts about cards and their production. */
export function worldOf({ cards = [], operations = [], programs = [], kiosks = [] }: World): MemoryFacts {
  return new MemoryFacts({ CARD: cards, PRODUCTION_OPERATION: operations, CARD_PROGRAM: programs, KIOSK: kiosks });
}

const ITS_OPERATION: Partial<Record<CardState, ProductionState>> = {
  ORDERED: 'REQUESTED',
  IN_PRODUCTION: 'IN_PROGRESS',
  FAILED: 'REQUEST_ERROR',
};

/** Facts about one card, with its program, with the operation that fits its state, and with whatever else is there. */
export function worldOfCard(card: Card, program: Partial<CardProgram> = {}, others: World = {}): MemoryFacts {
  const operation = anOperation({ state: ITS_OPERATION[card.state] ?? 'PRODUCED', subjectId: card.id });
  return worldOf({
    ...others,
    cards: [card, ...(others.cards ?? [])],
    operations: others.operations ?? (card.attempts === 0 ? [] : [operation]),
    programs: [aProgram(program), ...(others.programs ?? [])],
  });
}

/** Facts about one operation, with its card in the state that fits, its program and three kiosks. */
export function worldOfOperation(operation: ProductionOperation, others: World = {}): MemoryFacts {
  const card = aCard({
    id: operation.subjectId,
    state: ITS_CARD[operation.state],
    createdAt: operation.subjectCreatedAt,
  });
  return worldOf({
    programs: [aProgram()],
    cards: [card],
    kiosks: [
      aKiosk(),
      aKiosk({ id: 'WIS00002', branch: null }),
      aKiosk({ id: 'WIS00003', status: 'NOT_READY' }),
      aKiosk({ id: 'WIS00004', status: 'OFFLINE' }),
    ],
    ...others,
    operations: [operation, ...(others.operations ?? [])],
  });
}

const ITS_CARD: Readonly<Record<ProductionState, CardState>> = {
  REQUESTED: 'ORDERED',
  READY: 'ORDERED',
  IN_PROGRESS: 'IN_PRODUCTION',
  PRODUCED: 'PRODUCED',
  REQUEST_ERROR: 'FAILED',
  PRODUCTION_ERROR: 'FAILED',
  CANCELED: 'FAILED',
};
