import type { Input, ReasonCode, Viewer } from '@tessera/lifecycle';
import type { TransitionChannel } from './status-event.js';
import type { DueFiring, TransitionCommand } from './transition-command.js';

/** What is particular to a command of the system. */
export interface SystemCommand {
  /** Made with `systemViewer`. */
  readonly viewer: Viewer;
  readonly channel: TransitionChannel;
  readonly kind: string;
  readonly command: string;
  /** Null for a creation. */
  readonly subjectId: string | null;
  readonly input?: Input | undefined;
  readonly reason?: ReasonCode | null | undefined;
  readonly firing?: DueFiring;
}

/** A command of a timer, a job or a channel: it waits behind callers, for as long as it takes. */
export function systemCommand(given: SystemCommand): TransitionCommand {
  return {
    ...given,
    input: given.input ?? {},
    reason: given.reason ?? null,
    firing: given.firing ?? null,
    comment: null,
    expectedVersion: null,
    requestId: null,
    dryRun: false,
    idempotencyKey: null,
    mutation: given.command,
    lane: 'JOB',
    deadlineAt: null,
    bulk: null,
  };
}
