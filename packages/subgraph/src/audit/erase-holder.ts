import type { TransitionOutcome, TransitionSink } from '../log/transition-command.js';
import type { Holder, Trace } from './find-traces.js';
import { systemViewer } from '@tessera/lifecycle';
import { systemCommand } from '../log/system-command.js';
import { chunk } from '../log/subject-tables.js';

/** Who erases, in the events that tell of it. */
const ERASURE_ACTOR = 'erasure';

/** Commands that wait at a time: a batch's. */
const COMMANDS_AT_ONCE = 256;

/**
 * Removes what is left of the person with these cards: by one `wipePersonalization` each, which tells of it and takes the comments
 * away in the same transaction. Throws when one is refused or fails; what was removed before stays so, and the same call may be
 * repeated.
 */
export async function eraseHolder(
  writer: TransitionSink,
  { tenantId, holderId }: Holder,
  traces: readonly Trace[],
): Promise<void> {
  const viewer = systemViewer(tenantId, ERASURE_ACTOR);
  const shared = { viewer, channel: 'JOB', command: 'wipePersonalization', input: { holderId } } as const;
  for (const part of chunk(traces, COMMANDS_AT_ONCE)) {
    const commands = part.map(({ kind, subjectId }) => systemCommand({ ...shared, kind, subjectId }));
    const outcomes = await Promise.all(commands.map((command) => writer.submit(command)));
    for (const outcome of outcomes) requireAccepted(outcome);
  }
}

function requireAccepted(outcome: TransitionOutcome): void {
  if (outcome.type !== 'ACCEPTED') throw new Error(`A wipe was not accepted: ${JSON.stringify(outcome)}`);
}
