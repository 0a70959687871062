import type { LiveWorld } from './live-world.js';
import * as fc from 'fast-check';
import { setTimeout as wait } from 'node:timers/promises';

/** A process that is killed by SIGKILL and started again. */
export interface Victim {
  readonly name: string;
  /** Resolves when it has ended. */
  kill(): Promise<void>;
  /** Resolves when it serves again. */
  restart(): Promise<void>;
}

/** How often, for how long and in which order processes are killed. */
export interface KillPlan {
  readonly victims: readonly Victim[];
  readonly seed: number;
  readonly durationMs: number;
  readonly everyMs: number;
}

/** All processes of a world. */
export function victimsOf({ replicas, mariadb, redis, gateway }: LiveWorld): Victim[] {
  const servers = replicas.map((replica) => ({
    name: `server ${replica.name}`,
    kill: () => replica.kill(),
    restart: () => replica.start(),
  }));
  return [
    ...servers,
    { name: 'MariaDB', kill: () => mariadb.kill(), restart: () => mariadb.restart() },
    { name: 'Redis', kill: () => redis.kill(), restart: () => redis.restart() },
    ...(gateway === null ? [] : [{ name: 'gateway', kill: () => gateway.kill(), restart: () => gateway.restart() }]),
  ];
}

/** Kills one after the other, at random moments; answers how often each was killed. Within so many kills as there are victims each is one. */
export async function killAtRandom({ victims, seed, durationMs, everyMs }: KillPlan): Promise<Record<string, number>> {
  const begin = performance.now();
  const kills: Record<string, number> = Object.fromEntries(victims.map(({ name }) => [name, 0]));
  const count = Math.floor(durationMs / everyMs);
  for (const [number, { index, early }] of drawKills(victims.length, seed, count).entries()) {
    const at = begin + (number + 1 - early) * everyMs;
    await wait(Math.max(0, at - performance.now()));
    const victim = victims[index];
    if (victim === undefined) throw new Error('A victim that is none');
    await victim.kill();
    await victim.restart();
    kills[victim.name] = (kills[victim.name] ?? 0) + 1;
  }
  await wait(Math.max(0, begin + durationMs - performance.now()));
  return kills;
}

interface Kill {
  /** Of the victim. */
  readonly index: number;
  /** By how much of an interval it is before its end. */
  readonly early: number;
}

function drawKills(victims: number, seed: number, count: number): Kill[] {
  const all = Array.from({ length: victims }, (_, index) => index);
  const round = fc.shuffledSubarray(all, { minLength: victims });
  const rounds = fc.sample(round, { seed, numRuns: Math.ceil(count / victims) });
  const moments = fc.sample(fc.nat(999), { seed, numRuns: count });
  const indexes = rounds.flat().slice(0, count);
  return indexes.map((index, number) => ({ index, early: (moments[number] ?? 0) / 2_000 }));
}
