import type { Question } from './questions.js';
import type { World } from './world.js';
import { CALLER_ROLES } from '@tessera/lifecycle';
import { PERSONAS } from '../../packages/subgraph/src/identity/personas.js';
import { readGrid } from '../support/grid.js';
import { ask, ASKERS } from './ask.js';
import { FIELD_CELLS, MUTATION_CELLS, QUERY_CELLS, STREAM_CELLS } from './expectation.js';
import { listPlaces } from './places.js';
import { FIELDS, MUTATIONS, QUERIES } from './questions.js';
import { collect, streamedSubjects } from './streams.js';
import { startWorld } from './world.js';

const QUESTIONS: Readonly<Record<string, (world: World, unique: number) => Question>> = {
  ...QUERIES,
  ...FIELDS,
  ...MUTATIONS,
};
const CELLS = [QUERY_CELLS, FIELD_CELLS, MUTATION_CELLS].flatMap(readGrid);
const STREAM_ROWS = readGrid(STREAM_CELLS);

const namesOf = (cells: typeof STREAM_ROWS) => [...new Set(cells.map(({ row }) => row))];
const placeOf = (row: string) => row.split('@', 1)[0] ?? '';

describe('the permission matrix', () => {
  let started: Awaited<ReturnType<typeof startWorld>>;

  beforeAll(async () => {
    started = await startWorld();
  });
  afterAll(() => started.stack.stop());

  it('has a row for every place of the schema with a rule, and for no other', () => {
    const written = new Set(namesOf([...CELLS, ...STREAM_ROWS]).map(placeOf));
    const places = listPlaces();
    expect({
      withoutExpectation: places.filter((place) => !written.has(place)),
      noMoreInTheSchema: [...written].filter((place) => !places.includes(place)),
    }).toEqual({ withoutExpectation: [], noMoreInTheSchema: [] });
    expect(Object.keys(QUESTIONS).sort()).toEqual(namesOf(CELLS).sort());
  });

  it('asks as nobody, as another tenant’s operator, and in each role that a token may carry', () => {
    const askers = Object.values(ASKERS).map((name) => PERSONAS.find((persona) => persona.name === name));
    const roles = askers.filter((persona) => persona?.tenantId === 'acme').flatMap((persona) => persona?.roles ?? []);
    expect([...roles].sort()).toEqual([...CALLER_ROLES].sort());
    const columns = [...new Set([...CELLS, ...STREAM_ROWS].map(({ column }) => column))];
    expect(columns).toEqual(Object.keys(ASKERS));
  });

  it.each(namesOf(CELLS))('holds for %s', async (row) => {
    const expected = CELLS.filter((cell) => cell.row === row);
    const found = await Promise.all(
      expected.map(async ({ column }, unique) => {
        const question = QUESTIONS[row]?.(started.world, unique);
        return { column, word: question === undefined ? 'no question' : await ask(started.stack, question, column) };
      }),
    );
    expect(found).toEqual(expected.map(({ column, expected: word }) => ({ column, word })));
  });

  it.each(Object.keys(ASKERS))('holds for the streams of %s', async (asker) => {
    const tenant = asker === 'other' ? 'globex' : 'acme';
    const fields = [...new Set(namesOf(STREAM_ROWS).map(placeOf))].map((place) => place.replace('Subscription.', ''));
    const { stack, world, start, last } = started;
    const seen = await collect(stack, fields, { asker, after: start[tenant], last: last[tenant] });
    const subjects = streamedSubjects(world);
    const cells = STREAM_ROWS.filter(({ column }) => column === asker);
    const found = cells.map(({ row }) => {
      const [field = '', subject = ''] = row.replace('Subscription.', '').split('@');
      const came = seen.get(field) ?? 'not asked';
      const word = typeof came === 'string' ? came : came.has(subjects[subject] ?? '') ? 'yes' : 'gone';
      return { row, word };
    });
    expect(found).toEqual(cells.map(({ row, expected: word }) => ({ row, word })));
  });
});
