/** All scalars of an event of any subject. */
export const EVENT_SCALARS =
  'id cursor previousCursor subjectKind subjectId sequence commandName fromState toState reason comment channel causedBy requestId occurredAt';
