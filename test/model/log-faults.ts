import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Options } from './thing.js';
import type { World } from './world.js';

/** In which state a card can be used, by kind. */
const USABLE: Readonly<Record<string, string>> = { CARD: 'ACTIVE', TEMPORARY_CARD: 'ASSIGNED' };

/**
 * What of a tenant's whole log does not hold, whatever the model said of it: positions without gaps, each subject's versions without
 * gaps, and no second usable card of a holder and program by a command that came while the program allowed one only.
 */
export function findLogFaults(world: World, tenantId: string, events: readonly StatusEvent[]): string[] {
  const positions = events.flatMap(({ position }, index) =>
    position === index + 1 ? [] : [`${tenantId}: position ${position} at ${index + 1}`],
  );
  return [...positions, ...sequenceFaults(events), ...secondCards(world, events)];
}

function sequenceFaults(events: readonly StatusEvent[]): string[] {
  const last = new Map<string, number>();
  return events.flatMap(({ subjectKind, subjectId, sequence }) => {
    const key = `${subjectKind} ${subjectId}`;
    const before = last.get(key) ?? 0;
    last.set(key, sequence);
    return sequence === before + 1 ? [] : [`${key}: sequence ${sequence} after ${before}`];
  });
}

function secondCards(world: World, events: readonly StatusEvent[]): string[] {
  const options = new Map<string, Options>();
  const usable = new Map<string, string>();
  return events.flatMap((event) => {
    const { subjectKind, subjectId, sequence, fromState, toState, tenantId } = event;
    const program = world.find(tenantId, 'CARD_PROGRAM', subjectId)?.options[sequence - 1];
    if (subjectKind === 'CARD_PROGRAM' && program !== undefined) options.set(subjectId, program);
    const wanted = USABLE[subjectKind];
    if (wanted === undefined || toState === fromState) return [];
    usable.delete(subjectId);
    if (toState !== wanted) return [];
    const owner = `${subjectKind} of ${event.holderId ?? '-'} in ${event.programId ?? '-'}`;
    const isSecond = [...usable.values()].includes(owner);
    usable.set(subjectId, owner);
    const isAllowed = options.get(event.programId ?? '')?.multipleActivePerHolder === true;
    return isSecond && !isAllowed ? [`${subjectId}: a second usable ${owner}, by ${event.command}`] : [];
  });
}
