import type { Moment, PlannedCommand } from './seed-plan.js';
import { grainAt } from './seed-timing.js';

/**
 * Puts commands together that are given at about the same time, at the time of the last of them. Two commands on one card never share a
 * moment, and no moment reaches over a batch sync.
 */
export function groupMoments(commands: readonly PlannedCommand[], end: number): readonly Moment[] {
  const moments: { at: number; commands: PlannedCommand[]; stretch: number; keys: Set<string> }[] = [];
  for (const command of commands.toSorted((one, other) => one.at - other.at)) {
    const last = moments.at(-1);
    const stretch = stretchOf(command.at, end);
    const keys = keysOf(command);
    if (last === undefined || last.stretch !== stretch || keys.some((key) => last.keys.has(key))) {
      moments.push({ at: command.at, commands: [command], stretch, keys: new Set(keys) });
      continue;
    }
    last.at = command.at;
    last.commands.push(command);
    for (const key of keys) last.keys.add(key);
  }
  return moments.map(({ at, commands: together }) => ({ at, commands: together }));
}

function stretchOf(at: number, end: number): number {
  const grain = grainAt(at, end);
  return Math.floor(at / grain) * grain;
}

/** What the command is done to, or needs to be there. */
function keysOf({ target, standsInFor }: PlannedCommand): readonly string[] {
  const alsoThere = standsInFor === null ? [] : [String(standsInFor)];
  switch (target.type) {
    case 'NEW':
      return target.keys.map(String);
    case 'CARD':
    case 'OPERATION':
      return [String(target.key), ...alsoThere];
    case 'GIVEN':
      return [target.id];
  }
}
