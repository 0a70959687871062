import type { Viewer } from '@tessera/lifecycle';
import type { createGraphStack } from './graph-stack.js';
import { ADMIN } from './charge-cards.js';
import { REFUSAL } from './graph-callers.js';

/** What became of one row of an import. */
interface ImportedRow {
  readonly index: number;
  readonly outcome: 'IMPORTED' | 'VALID' | 'REFUSED';
  readonly chargeCard: { readonly id: string; readonly contractId: string; readonly state: string } | null;
  readonly event: { readonly id: string; readonly sequence: number; readonly subjectId: string } | null;
  readonly code: string | null;
  readonly refusal: Readonly<Record<string, unknown>> | null;
}

/** An import as it is answered, or why all of it was refused. */
export interface Imported {
  readonly rows: readonly ImportedRow[];
  readonly importedCount: number;
  readonly refusedCount: number;
  readonly replayed: boolean;
  readonly dryRun: boolean;
  readonly code?: string;
  readonly issues?: readonly object[];
}

/** The mutation that imports many charge cards, with all that it tells. */
export const IMPORT_MANY = `mutation($input: ImportChargeCardsInput!) { result: importChargeCards(input: $input) {
  ... on ImportedChargeCards {
    rows { index outcome chargeCard { id contractId state } event { id sequence subjectId } code refusal { ${REFUSAL} } }
    importedCount refusedCount replayed dryRun
  }
  ${REFUSAL}
} }`;

/** Imports charge cards by one call. */
export async function importMany(
  stack: Pick<ReturnType<typeof createGraphStack>, 'ask'>,
  input: Readonly<Record<string, unknown>>,
  viewer: Viewer = ADMIN,
): Promise<Imported> {
  const answer = await stack.ask(IMPORT_MANY, { variables: { input }, viewer });
  // The selection is that of the interface.
  return answer.at('result') as Imported;
}

/** The ids of the records of an import, in its rows' order; null for a row that was not imported. */
export function recordIds({ rows }: Imported): readonly (string | null)[] {
  return rows.map(({ chargeCard }) => chargeCard?.id ?? null);
}

/** The outcomes of an import's rows, in order. */
export function outcomesOf({ rows }: Imported): readonly string[] {
  return rows.map(({ outcome }) => outcome);
}

/** How many charge cards and events there are. */
export async function countStored({ database }: Pick<ReturnType<typeof createGraphStack>, 'database'>) {
  const [row] = await database.read(
    'SELECT (SELECT COUNT(*) FROM charge_card) AS cards, (SELECT COUNT(*) FROM status_event) AS events',
  );
  return { cards: Number(row?.['cards']), events: Number(row?.['events']) };
}
