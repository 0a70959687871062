import type { CommandRule, LifecycleSubject, Role, Viewer } from '@tessera/lifecycle';
import type { ClassType } from 'type-graphql';
import { callerRoles } from '@tessera/lifecycle';
import { Extensions } from 'type-graphql';

/** Who is answered by a field or an entity's reference, as data; {@link ACCESS_RULES} says what each means. */
export type AccessRule =
  | { readonly by: 'TENANT' | 'VIEWER' | 'PARENT' | 'READERS' | 'EVENT_READERS' | 'GATEWAY' }
  /** The property of the things in the list that names whom they belong to: the parent. */
  | { readonly by: 'OWNER'; readonly owns: 'holderId' | 'accountId' }
  /** Absent: the field's argument `kind` names the kind of subject. */
  | { readonly by: 'KIND_READERS'; readonly kind?: string }
  | { readonly by: 'ROLES'; readonly roles: readonly Role[] }
  | { readonly by: 'COMMAND'; readonly roles: readonly Role[] }
  | { readonly by: 'PERMISSION'; isPermitted(viewer: Viewer, subject: LifecycleSubject): boolean };

/** What an answer can differ by among viewers of one tenant. */
export type Variance =
  /** By nothing: they are all answered the same. */
  | 'NOTHING'
  /** By the roles; by person and accounts only for viewers in a role that is tied to these. */
  | 'ROLES'
  /** By the very viewer. */
  | 'VIEWER';

/** Every kind of rule: whom it lets through, and what answers under it can differ by. Whoever has no valid token is never answered. */
export const ACCESS_RULES = {
  TENANT: { means: 'Everybody of the tenant.', variesBy: 'NOTHING' },
  VIEWER: { means: 'Everybody of the tenant; the answer is about the viewer.', variesBy: 'VIEWER' },
  PARENT: { means: 'Whoever was given the object that it is a field of.', variesBy: 'NOTHING' },
  READERS: {
    means: 'Whoever reads the subject by its lifecycle; for others it is null, and missing in lists.',
    variesBy: 'ROLES',
  },
  EVENT_READERS: {
    means: 'Whoever reads the event by its lifecycle and its own ties; for others it is missing.',
    variesBy: 'ROLES',
  },
  OWNER: {
    means: 'Whoever reads things of the kind that belong to this person or account; null for others.',
    variesBy: 'ROLES',
  },
  KIND_READERS: {
    means: 'Whoever reads all events of the tenant’s subjects of the kind that is asked about; null for others.',
    variesBy: 'ROLES',
  },
  ROLES: { means: 'Viewers in one of the roles; null for others.', variesBy: 'ROLES' },
  COMMAND: {
    means: 'Whom a row of the command is open to; the log writer decides, and refuses others.',
    variesBy: 'VIEWER',
  },
  PERMISSION: {
    means: 'Whom a rule of the lifecycles permits it on this very subject; null for others.',
    variesBy: 'VIEWER',
  },
  GATEWAY: { means: 'The gateway, by its secret; everybody where none is configured.', variesBy: 'NOTHING' },
} as const satisfies Record<AccessRule['by'], { readonly means: string; readonly variesBy: Variance }>;

/**
 * Says who is answered by a field. Every root field needs one, every field with a resolver of its own, and every field that leads to a
 * subject or an event: without, the schema is not built. `schema.ts` carries it to the built schema, `enforce-access.ts` holds to it.
 *
 * @example `@Access({ by: 'READERS' })`
 */
export function Access(access: AccessRule): MethodDecorator & PropertyDecorator {
  return Extensions({ access });
}

/** The rule of a command's mutation: that of its row in the lifecycle's table. */
export function accessOfCommand(rule: CommandRule<LifecycleSubject>): AccessRule {
  return { by: 'COMMAND', roles: callerRoles(rule) };
}

/** Marks the class of a type whose objects are subjects of the kind. */
export function markAsSubject(kind: string, type: ClassType): void {
  Extensions({ subjectKind: kind })(type);
}

/** Marks the interface of events. */
export function EventInterface(): ClassDecorator {
  return Extensions({ isEvent: true });
}

/** What of a schema's part carries marks: a field or a type, built by type-graphql or as a subgraph. */
interface Marked {
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Gives a rule to what is not made by decorators. */
export function setAccess(place: { extensions: object }, access: AccessRule): void {
  place.extensions = { ...place.extensions, access };
}

/** The rule of a field, or of the references to an entity's type; undefined when there is none. */
export function accessOf({ extensions }: Marked): AccessRule | undefined {
  // Only `Access` sets it.
  return extensions['access'] as AccessRule | undefined;
}

/** The kind of a type's objects; undefined when they are no subjects. */
export function subjectKindOf({ extensions }: Marked): string | undefined {
  // Only `markAsSubject` sets it.
  return extensions['subjectKind'] as string | undefined;
}

/** Whether a type is the interface of events. */
export function isMarkedAsEvent({ extensions }: Marked): boolean {
  return extensions['isEvent'] === true;
}
