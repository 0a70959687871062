import type { Figure, FigureLine, Goal } from './figure.js';
import { cpus, totalmem } from 'node:os';
import { format } from 'prettier';
import { isReached } from './figure.js';

const HEADINGS = ['figure', 'goal', 'measured', 'reference', 'ratio', 'result'] as const;

/** A figure with what was measured. */
export interface MeasuredFigure {
  readonly figure: Figure;
  readonly lines: readonly FigureLine[];
}

/** On what the figures were measured. */
export interface Surroundings {
  readonly mariadbVersion: string;
  /** How many processes wanted to run before the bench began, as the system's load average has it. */
  readonly loadBefore: number;
}

/** Above this load average others take so much of the machine that the figures are not to be relied on. */
const IDLE_LOAD = 0.5;

/** The lines as a table for a terminal. */
export function printTable(lines: readonly FigureLine[]): string {
  const rows = [[...HEADINGS], ...lines.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')).join('\n');
}

/** The whole run as a Markdown document. */
export async function writeDocument(
  measured: readonly MeasuredFigure[],
  { mariadbVersion, loadBefore }: Surroundings,
): Promise<string> {
  const rows = measured.flatMap(({ lines }) => lines).map((line) => `| ${cellsOf(line).join(' | ')} |`);
  const text = [
    '# Benchmarks',
    'Written by `npm run bench`. Every figure stands beside a reference that was measured in the same run, on the same machine, in turn with it (A B A B); most goals speak of the ratio, some of the measured value. Values are medians over the rounds; in parentheses the smallest and the largest ratio of a single round. Absolute numbers say little about other machines.',
    `Measured on ${describeMachine()}, MariaDB ${mariadbVersion}, with a buffer pool of 1 GiB and \`innodb_flush_log_at_trx_commit=1\`. The database, the servers and what loads them share the machine.`,
    describeLoad(loadBefore),
    [`| ${HEADINGS.join(' | ')} |`, `|${'---|'.repeat(HEADINGS.length)}`, ...rows].join('\n'),
    '## How each is measured',
    measured.map(({ figure }) => `- **${figure.name}**: ${figure.how}`).join('\n'),
    '`npm run bench -- --only writer,memory` measures some of them, `--quick` all of them with small sizes; neither writes this document.',
  ].join('\n\n');
  return format(text, { parser: 'markdown', printWidth: 120 });
}

function describeLoad(load: number): string {
  const said = `Before the run the machine's load average was ${load.toFixed(1)}`;
  if (load <= IDLE_LOAD) return `${said}: it was idle.`;
  return `${said}: **other work was running**, which takes more from a single process than from a database's many threads. Measure again on an idle machine before relying on these figures.`;
}

/** Cores, memory and Node.js; nothing that names the machine. */
function describeMachine(): string {
  const cores = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${cores.length} cores (${cores[0]?.model.trim() ?? 'unknown'}), ${memory} GiB of memory, Node.js ${process.version.slice(1)}`;
}

function cellsOf(line: FigureLine): string[] {
  const { name, unit, measured, reference, referenceName, ratio, spread, goal, goalOf } = line;
  return [
    name,
    goalOf === 'RATIO' ? `${describeGoal(goal)}×` : `${describeGoal(goal)} ${unit}`,
    `${rounded(measured)} ${unit}`,
    `${referenceName}: ${rounded(reference)} ${unit}`,
    `${ratio.toFixed(2)}× (${spread.map((each) => each.toFixed(2)).join('–')})`,
    isReached(line) ? 'ok' : 'missed',
  ];
}

function describeGoal(goal: Goal): string {
  return 'atLeast' in goal ? `≥ ${goal.atLeast}` : `≤ ${goal.atMost}`;
}

function rounded(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
