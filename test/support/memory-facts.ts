import type {
  Card,
  CardProgram,
  CardState,
  ChargeCard,
  FactRow,
  Facts,
  Kiosk,
  Lookup,
  Need,
  Probe,
  ProductionOperation,
  ProductionState,
  TemporaryCard,
  TemporaryCardState,
  TransitionRequest,
} from '@tessera/lifecycle';
import { isFoundBy, LIFECYCLES, missingNeeds, missingOptionNeeds, needKey, UnknownFactError } from '@tessera/lifecycle';
import { aCard, aKiosk, anOperation, aProgram, aTemporaryCardProgram } from './builders.js';

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

/** Facts of which only what the request needs is known. Throws when loading takes more than the log writer’s three rounds. */
export function loadFor(request: TransitionRequest, below: Facts): LoadedFacts {
  const facts = new LoadedFacts(below);
  for (let rounds = 0; rounds <= 3; rounds += 1) {
    const missing = missingNeeds(request, LIFECYCLES, facts);
    if (missing.length === 0) return facts;
    facts.load(missing);
  }
  throw new Error(`Loading for ${request.command} takes more than three rounds`);
}

/** Facts of which only what the offered transitions need is known, after the three rounds that a page loads. */
export function loadOptions(probe: Probe, below: Facts): LoadedFacts {
  const facts = new LoadedFacts(below);
  for (let rounds = 0; rounds < 3; rounds += 1)
    facts.load(missingOptionNeeds(probe, { lifecycles: LIFECYCLES, facts }));
  return facts;
}

/** What a world of cards holds. */
export interface World {
  readonly cards?: readonly Card[];
  readonly temporaryCards?: readonly TemporaryCard[];
  readonly chargeCards?: readonly ChargeCard[];
  readonly operations?: readonly ProductionOperation[];
  readonly programs?: readonly CardProgram[];
  readonly kiosks?: readonly Kiosk[];
}

/** Facts about cards and their production. */
export function worldOf(world: World): MemoryFacts {
  const { cards = [], temporaryCards = [], chargeCards = [], operations = [], programs = [], kiosks = [] } = world;
  return new MemoryFacts({
    CARD: cards,
    TEMPORARY_CARD: temporaryCards,
    CHARGE_CARD: chargeCards,
    PRODUCTION_OPERATION: operations,
    CARD_PROGRAM: programs,
    KIOSK: kiosks,
  });
}

const ITS_OPERATION: Partial<Record<CardState | TemporaryCardState, ProductionState>> = {
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

/** Facts about one temporary card, with its program, with the operation that fits its state, and with whatever else is there. */
export function worldOfTemporaryCard(
  card: TemporaryCard,
  program: Partial<CardProgram> = {},
  others: World = {},
): MemoryFacts {
  const operation = anOperation({
    state: ITS_OPERATION[card.state] ?? 'PRODUCED',
    subjectKind: 'TEMPORARY_CARD',
    subjectId: card.id,
    programId: card.programId,
    holderId: null,
  });
  return worldOf({
    ...others,
    temporaryCards: [card, ...(others.temporaryCards ?? [])],
    operations: others.operations ?? (card.attempts === 0 ? [] : [operation]),
    programs: [aTemporaryCardProgram(program), ...(others.programs ?? [])],
  });
}

/** Facts about one charge card, and about others. */
export function worldOfChargeCard(card: ChargeCard, others: readonly ChargeCard[] = []): MemoryFacts {
  return worldOf({ chargeCards: [card, ...others] });
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
