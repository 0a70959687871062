import { PRODUCE_A_CARD, PRODUCTION_ERRORS, REQUEST_ERRORS } from './sentences/produce-a-card.sentences.js';
import { openConformanceStack, PRODUCER } from './support/conformance-stack.js';
import { productionIn } from './support/production-walk.js';

/** The two reports of an error: the state each leads to, and whose codes it takes. */
const SIDES = {
  refuseProduction: { state: 'REQUEST_ERROR', other: 'failProduction', otherState: 'PRODUCTION_ERROR' },
  failProduction: { state: 'PRODUCTION_ERROR', other: 'refuseProduction', otherState: 'REQUEST_ERROR' },
} as const;

const TOLD = {
  fields: 'state details { reason } kiosk { status errorCode description } error { code category description }',
};

/** The part of the production chain that a code speaks of, by how the code and its words begin. */
const CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/^CB_.* - Main server error:/, 'CENTRAL_BASE'],
  [/^DP_.* - Data processing error:/, 'DATA_PREPARATION'],
  [/^SAT_.* - Satellite agent error:/, 'SATELLITE'],
  [/^PRT_.* - Printer error:/, 'PRINTER'],
  [/^PRD_.* - Production error:/, 'PRODUCTION'],
  [/^INV_.* - Production error:/, 'INVENTORY'],
  [/^UNKNOWN_ERROR - Unknown error/, 'PRODUCTION'],
];

function categoryOf(line: string): string {
  return CATEGORIES.find(([beginning]) => beginning.test(line))?.[1] ?? 'REQUEST';
}

/** A code's line holds: its report takes it and tells it with these words, and the other report does not take it. */
async function expectLine(line: string, mutation: keyof typeof SIDES): Promise<void> {
  await using stack = await openConformanceStack();
  const [code = '', description = ''] = line.split(/ - (.*)/);
  const { state, other, otherState } = SIDES[mutation];
  const { id } = await productionIn(stack, 'IN_PROGRESS');
  const isOnBothSides = code === 'UNKNOWN_ERROR';
  const crossed = await stack.outcomeOf(PRODUCER, other, { id, errorCode: code, dryRun: true });
  expect(crossed).toBe(isOnBothSides ? otherState : 'INPUT_INVALID');
  expect(await stack.outcomeOf(PRODUCER, mutation, { id, errorCode: code })).toBe(state);
  expect(await stack.read('productionOperation', id, TOLD)).toEqual({
    state,
    details: { reason: code },
    kiosk: { status: state, errorCode: code, description },
    error: { code, category: categoryOf(line), description },
  });
}

describe(PRODUCE_A_CARD.title, () => {
  describe('Request errors', () => {
    for (const line of REQUEST_ERRORS)
      it(`"${line}" is what a refusal tells`, () => expectLine(line, 'refuseProduction'));
  });

  describe('Production errors', () => {
    for (const line of PRODUCTION_ERRORS)
      it(`"${line}" is what a failure tells`, () => expectLine(line, 'failProduction'));
  });
});
