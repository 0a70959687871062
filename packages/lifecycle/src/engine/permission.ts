import type { Role, Viewer } from '../roles.js';
import type { Lifecycle } from './rule.js';
import type { LifecycleSubject, ReadScope, SubjectScope } from './subject.js';
import { PERSONAL_ROLES } from '../roles.js';
import { isInScope } from './subject.js';

/** The ties of an event, as of the event: what permissions to read it may ask. */
export interface EventScope {
  readonly subjectKind: string;
  readonly holderId: string | null;
  readonly previousHolderId: string | null;
  readonly accountId: string | null;
  readonly previousAccountId: string | null;
}

/** Whether the viewer reads the subject, in any of their roles. The tenant is compared too. */
export function canRead(lifecycle: Lifecycle<LifecycleSubject>, viewer: Viewer, subject: LifecycleSubject): boolean {
  if (viewer.tenantId !== subject.tenantId) return false;
  if (viewer.roles.includes('SYSTEM')) return true;
  const ties = lifecycle.scopeOf(subject);
  return readScopes(lifecycle, viewer).some((scope) => isInScope(scope, viewer, ties));
}

/** The scopes in which the viewer reads subjects of the kind; empty: none. A list is filtered by any of them. */
export function readScopes(lifecycle: Lifecycle<LifecycleSubject>, viewer: Viewer): readonly ReadScope[] {
  return scopesOf(lifecycle, viewer, () => true);
}

/** The scopes in which the viewer reads events of the kind. */
export function eventScopes(lifecycle: Lifecycle<LifecycleSubject>, viewer: Viewer): readonly ReadScope[] {
  return scopesOf(lifecycle, viewer, (rule) => rule.events);
}

/** Whether the viewer reads the event, from the event's own ties: the old and the new holder or account both do. */
export function canReadEvent(lifecycle: Lifecycle<LifecycleSubject>, viewer: Viewer, event: EventScope): boolean {
  return eventScopes(lifecycle, viewer).some((scope) => isEventInScope(scope, viewer, event));
}

/** The roles that the viewer holds on the subject: personal ones only where this very role reads it. */
export function heldRoles(
  lifecycle: Lifecycle<LifecycleSubject>,
  viewer: Viewer,
  subject: LifecycleSubject,
): readonly Role[] {
  const ties: SubjectScope = lifecycle.scopeOf(subject);
  return viewer.roles.filter((role) => {
    if (!PERSONAL_ROLES.has(role)) return true;
    const rule = lifecycle.readers[role];
    return rule !== undefined && isInScope(rule.scope, viewer, ties);
  });
}

function scopesOf(
  lifecycle: Lifecycle<LifecycleSubject>,
  viewer: Viewer,
  counts: (rule: { readonly events: boolean }) => boolean,
): readonly ReadScope[] {
  if (viewer.roles.includes('SYSTEM')) return ['TENANT'];
  const rules = viewer.roles.map((role) => lifecycle.readers[role]).filter((rule) => rule !== undefined);
  return [...new Set(rules.filter(counts).map((rule) => rule.scope))];
}

function isEventInScope(scope: ReadScope, viewer: Viewer, event: EventScope): boolean {
  switch (scope) {
    case 'TENANT':
      return true;
    case 'HOLDER':
      return event.holderId === viewer.id || event.previousHolderId === viewer.id;
    case 'ACCOUNT':
      return [event.accountId, event.previousAccountId].some((id) => id !== null && viewer.accountIds.includes(id));
    case 'ORDERED':
      return false;
  }
}
