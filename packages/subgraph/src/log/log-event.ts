import type { Change } from '@tessera/lifecycle';
import type { UnsealedEvent } from './chain.js';
import type { StatusEvent } from './status-event.js';
import type { TransitionCommand } from './transition-command.js';

/** Where an event stands in the log. */
export interface EventPlace {
  readonly tenantId: string;
  readonly position: number;
  readonly occurredAt: Date;
  /** The ids of the events of the same decision, in order; its own among them. */
  readonly ids: readonly string[];
  /** Its own place among those. */
  readonly index: number;
}

/** The event that tells a change, as it is stored but for its seal. */
export function toLogEvent(command: TransitionCommand, { event }: Change, place: EventPlace): UnsealedEvent {
  const { tenantId, position, occurredAt, ids, index } = place;
  const { scope, details } = event;
  return {
    tenantId,
    position,
    id: ids[index] ?? '',
    subjectKind: event.subjectKind,
    subjectId: event.subjectId,
    sequence: event.sequence,
    command: event.command,
    fromState: event.from,
    toState: event.to,
    reason: event.reason,
    comment: event.comment,
    // A code was checked against the catalogue before it came here.
    errorCode: event.errorCode as StatusEvent['errorCode'],
    actorId: event.actorId,
    actorRole: event.actorRole,
    channel: command.channel,
    causedBy: event.causedBy === null ? null : (ids[event.causedBy] ?? null),
    requestId: command.requestId,
    occurredAt,
    programId: scope.programId,
    holderId: scope.holderId,
    previousHolderId: event.previousHolderId,
    accountId: scope.accountId,
    previousAccountId: event.previousAccountId,
    kioskId: scope.kioskId,
    producibleId: scope.producibleId,
    summary: details.summary ?? null,
    daysLeft: details.daysLeft ?? null,
  };
}
