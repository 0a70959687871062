import type { StateCounts } from './count-states.js';
import { styleText } from 'node:util';
import { countOf } from '../audit/describe-audit.js';
import { DEMO_TENANTS } from '../configuration/demo-seed.js';

/** What was asked for. */
export interface SeedRequest {
  readonly tenantId: string;
  readonly cards: number;
  readonly days: number;
  readonly seed: number;
}

/** What a seeding came to. */
export interface SeedResult extends SeedRequest {
  readonly counts: readonly StateCounts[];
  readonly events: number;
  readonly seconds: number;
}

const TITLES: Readonly<Record<string, string>> = {
  CARD: 'Identity cards',
  TEMPORARY_CARD: 'Temporary cards',
  CHARGE_CARD: 'Charge cards',
  PRODUCTION_OPERATION: 'Production operations',
};

const NAME_WIDTH = 22;
const COUNT_WIDTH = 7;
const TABLES_A_LINE = 2;

/** What is told before it begins. */
export function describeRequest({ tenantId, cards, days, seed }: SeedRequest): string {
  return `Seeding tenant ${tenantId} with ${countOf(cards, 'card')} and ${countOf(days, 'day')} of history (--seed ${seed}) …`;
}

/** How many there are of each kind in each state, what that took, and what to do next. */
export function describeSeed(result: SeedResult, hasColours: boolean): string {
  const { counts, events, seconds, tenantId } = result;
  const tables = counts.map((each) => describeCounts(each, hasColours));
  const lines: string[] = [];
  for (let first = 0; first < tables.length; first += TABLES_A_LINE)
    lines.push(...besideEachOther(tables.slice(first, first + TABLES_A_LINE)), '');
  return ['', ...lines, `${countOf(events, 'event')} in ${seconds.toFixed(1)} s.`, describeNext(tenantId)].join('\n');
}

function describeNext(tenantId: string): string {
  if (DEMO_TENANTS.some((known) => known === tenantId))
    return 'Next: npm start, then open http://localhost:4001/console';
  return `Next: npm start, with an issuer of tokens for ${tenantId}: the development personas are of ${DEMO_TENANTS.join(' and ')}.`;
}

/** A line each, all of the same width. */
function describeCounts({ kind, states, total }: StateCounts, hasColours: boolean): readonly string[] {
  const style = (format: 'bold' | 'dim', line: string) => (hasColours ? styleText(format, line) : line);
  const title = style('bold', lineOf(TITLES[kind] ?? kind, total));
  return [
    title,
    ...states.map(([state, count]) => (count === 0 ? style('dim', lineOf(state, 0)) : lineOf(state, count))),
  ];
}

function lineOf(name: string, count: number): string {
  return `  ${name.padEnd(NAME_WIDTH)}${count.toLocaleString('en').padStart(COUNT_WIDTH)}`;
}

function besideEachOther(tables: readonly (readonly string[])[]): readonly string[] {
  const blank = ' '.repeat(2 + NAME_WIDTH + COUNT_WIDTH);
  const height = Math.max(...tables.map(({ length }) => length));
  return Array.from({ length: height }, (_, row) =>
    tables
      .map((table) => table[row] ?? blank)
      .join('   ')
      .trimEnd(),
  );
}
