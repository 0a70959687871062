import type { Lifecycle, LifecycleSubject, Viewer } from '@tessera/lifecycle';
import type { StatusEvent } from '../log/status-event.js';
import type { AccessRule } from './access.js';
import type { LedTo } from './led-to.js';
import type { RequestContext } from './request-context.js';
import { canRead, canReadEvent, eventScopes } from '@tessera/lifecycle';
import { CodedError } from '../coded-error.js';
import { canReadHoldings } from './visibility.js';

/** What a rule does at its place. */
export interface Guard {
  /** Whether the question is put at all; else the answer is null. Throws a refusal. */
  readonly admits?: (parent: unknown, context: RequestContext, args: Readonly<Record<string, unknown>>) => boolean;
  /** Whether one object of the answer is told. */
  readonly keeps?: (item: unknown, context: RequestContext) => boolean;
}

/** Where a rule stands: its name for faults, and what is behind it. */
export interface Place {
  readonly name: string;
  readonly target: LedTo | null;
}

/** What the rule does there; nothing where all that counts is decided elsewhere. Throws for a rule that the place cannot have. */
export function guardOf(rule: AccessRule, place: Place): Guard {
  switch (rule.by) {
    case 'TENANT':
    case 'VIEWER':
    case 'PARENT':
    case 'COMMAND':
      return {};
    case 'READERS':
      return { keeps: keepsReadable(place) };
    case 'EVENT_READERS':
      return place.target?.type === 'EVENTS' ? { keeps: isReadableEvent } : misplaced(rule, place);
    case 'OWNER':
      return { admits: admitsOwner(rule.owns, place), keeps: keepsReadable(place) };
    case 'KIND_READERS':
      return {
        admits: (_, { services, viewer }, { kind }) =>
          readsAllEvents(services.lifecycles.get(rule.kind ?? String(kind)), viewer),
      };
    case 'ROLES':
      return {
        keeps: (item, { viewer }) => isOfTenant(item, viewer) && viewer.roles.some((role) => rule.roles.includes(role)),
      };
    case 'PERMISSION':
      // Such a field is one of a subject.
      return { admits: (parent, { viewer }) => rule.isPermitted(viewer, parent as LifecycleSubject) };
    case 'GATEWAY':
      return { admits: (_, context) => requireGateway(context) };
  }
}

function keepsReadable(place: Place): NonNullable<Guard['keeps']> {
  const { target } = place;
  if (target?.type === 'SUBJECTS') return (item, context) => isReadable(target.kind, item, context);
  if (target?.type !== 'MIXED') return misplaced({ by: 'READERS' }, place);
  return (item, context) => {
    const kind: unknown = Reflect.get(Object(item), 'subjectKind');
    return typeof kind === 'string' && target.kinds.has(kind) && isReadable(kind, item, context);
  };
}

function isReadable(kind: string, item: unknown, { services, viewer }: RequestContext): boolean {
  const lifecycle = services.lifecycles.get(kind);
  // A field of the kind's type leads to its subjects.
  return lifecycle !== undefined && canRead(lifecycle, viewer, item as LifecycleSubject);
}

function isReadableEvent(item: unknown, { services, viewer }: RequestContext): boolean {
  // A field of the events' types leads to events.
  const event = item as StatusEvent;
  const lifecycle = services.lifecycles.get(event.subjectKind);
  return lifecycle !== undefined && isOfTenant(event, viewer) && canReadEvent(lifecycle, viewer, event);
}

function readsAllEvents(lifecycle: Lifecycle<LifecycleSubject> | undefined, viewer: Viewer): boolean {
  return lifecycle !== undefined && eventScopes(lifecycle, viewer).includes('TENANT');
}

function isOfTenant(item: unknown, { tenantId }: Viewer): boolean {
  return Reflect.get(Object(item), 'tenantId') === tenantId;
}

function admitsOwner(owns: 'holderId' | 'accountId', place: Place): NonNullable<Guard['admits']> {
  const { target } = place;
  if (target?.type !== 'SUBJECTS') return misplaced({ by: 'OWNER', owns }, place);
  return (parent, { services, viewer }) => {
    const lifecycle = services.lifecycles.get(target.kind);
    // Persons and accounts are entities, which have ids.
    const { id } = parent as { readonly id: string };
    const owner = owns === 'holderId' ? { holderId: id } : { accountId: id };
    return lifecycle !== undefined && canReadHoldings(lifecycle, viewer, owner);
  };
}

function requireGateway({ isGateway }: RequestContext): true {
  if (isGateway) return true;
  const message = 'Send the gateway’s secret: entities and the text of the schema are told to the gateway alone.';
  throw new CodedError('FORBIDDEN', message);
}

function misplaced({ by }: AccessRule, { name }: Place): never {
  throw new Error(`${name} cannot be for ${by}: it leads to none of what that rule speaks of`);
}
