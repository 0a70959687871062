import type { ServerQuestions } from '../support/server-answers.js';
import { createDatabaseFigure } from '../support/each-database.js';
import { issueToken } from '../support/keys.js';

const ROWS = 5_000;
const GOALS = { SQLite: 5_000, MariaDB: 4_000 } as const;

const MUTATION = `mutation Import($input: ImportChargeCardsInput!) {
  importChargeCards(input: $input) {
    ... on ImportedChargeCards { importedCount refusedCount rows { index outcome chargeCard { id } } }
  }
}`;

interface Imported {
  readonly data: { readonly importChargeCards: { readonly importedCount: number } };
}

/** How fast many charge cards are imported by one call. */
export const importFigure = createDatabaseFigure<ServerQuestions>({
  name: 'import',
  how: `One call of \`importChargeCards\` over HTTP imports ${ROWS.toLocaleString('en')} new cards and selects, of each row, its index, outcome and new id: by one transaction (REJECT_EVERYTHING), in turn with parts of 500 (REJECT_FAILED_ROWS), which is the reference. The time is from the request to the answer as the client has parsed it.`,
  doing: 'importing',
  program: 'tessera-server',
  sides: async (program) => {
    const send = createImporter(await program.ask('url', null), await issueToken('tenant-admin'));
    return { measured: () => send('REJECT_EVERYTHING'), reference: () => send('REJECT_FAILED_ROWS') };
  },
  line: (kind) => ({
    name: `importing ${ROWS.toLocaleString('en')} charge cards by one call, ${kind}`,
    unit: 'rows/s',
    goal: { atLeast: GOALS[kind] },
    referenceName: 'in parts of 500',
  }),
});

/** Imports new cards at each call; answers how many a second. */
function createImporter(url: string, token: string): (errorPolicy: string) => Promise<number> {
  let next = 0;
  return async (errorPolicy) => {
    const rows = Array.from({ length: ROWS }, () => cardOf((next += 1)));
    const body = JSON.stringify({ query: MUTATION, variables: { input: { rows, errorPolicy } } });
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
    const begin = performance.now();
    const answer = (await (await fetch(url, { method: 'POST', headers, body })).json()) as Imported;
    const elapsed = (performance.now() - begin) / 1_000;
    if (answer.data.importChargeCards.importedCount !== ROWS)
      throw new Error(`Not imported: ${JSON.stringify(answer)}`);
    return ROWS / elapsed;
  };
}

function cardOf(number: number): { readonly rfid: string; readonly contractId: string } {
  return {
    rfid: `04${number.toString(16).padStart(12, '0')}`,
    contractId: `DE-8AA-${String(number).padStart(8, '0')}`,
  };
}
