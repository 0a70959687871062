// The long run of test/hostile: hostile requests to a server in a process of its own, with what they cost it.
import type { MeasuredServerQuestions } from '../test/support/measured-server.js';
import { ChildProgram } from '../bench/support/child-program.js';
import { SCHEMA } from '../test/support/graph-stack.js';
import { readWorld } from '../test/hostile/hostile-world.js';
import { runHostile } from '../test/hostile/run-hostile.js';

/** What the requests led to. */
export interface HostileSoak {
  readonly requests: number;
  /** With it as TEST_SEED the first of the requests are those of test/hostile. */
  readonly seed: number;
  /** Answers that are not as they should be, and lines of the server's log that none should be. */
  readonly faults: readonly string[];
  readonly growthMb: number;
  readonly delayP99: number;
  readonly delayMax: number;
}

/** Requests after which the server's memory is first looked at: its caches are then in use. */
const WARM_UP = 2_000;

/** Sends so many requests. */
export async function soakHostile(requests: number): Promise<HostileSoak> {
  const seed = Math.floor(Math.random() * 1e9);
  const server = await ChildProgram.start<MeasuredServerQuestions>('../test/support/measured-server', {});
  try {
    const { tokens, ...urls } = await server.ask('target', null);
    const target = { ...urls, tokens: new Map(tokens) };
    const world = await readWorld(SCHEMA, target);
    await runHostile({ target, world, seed: seed + requests, count: WARM_UP });
    const before = await server.ask('needs', null);
    const { faults } = await runHostile({ target, world, seed, count: requests });
    const { memory, logged, delayP99, delayMax } = await server.ask('needs', null);
    await server.ask('stop', null);
    const growthMb = (memory - before.memory) / 1e6;
    return { requests, seed, faults: [...faults, ...logged], growthMb, delayP99, delayMax };
  } finally {
    await server.stop();
  }
}

/** The lines of docs/SOAK.md. */
export function describeHostile({ requests, seed, faults, growthMb, delayP99, delayMax }: HostileSoak): string[] {
  return [
    'Then hostile requests are sent to a server on SQLite, eight at a time, after 2,000 that warm it up: none may be answered by a fault',
    'of the server or without a code, none may leave a line of level error in its log. What they cost its process: memory in use after a',
    'garbage collection that was not before (goal: less than 50 MB), how late its event loop was (99 of 100 times; goal: less than 100 ms).',
    '',
    '| requests | seed | faults | memory | event loop, 99 of 100 | at worst |',
    '| --- | --- | --- | --- | --- | --- |',
    `| ${requests} | ${seed} | ${faults.length} | ${growthMb.toFixed(1)} MB | ${delayP99.toFixed(1)} ms | ${delayMax.toFixed(0)} ms |`,
  ];
}
