import type { EventStream } from '../feed/tenant-feeds.js';
import type { GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import type { Guard } from './access-guards.js';
import type { EntityReference, ReferenceResolver } from './subject-module.js';
import type { RequestContext } from './request-context.js';
import { defaultFieldResolver, isInterfaceType, isObjectType } from 'graphql';
import { accessOf } from './access.js';
import { guardOf } from './access-guards.js';
import { keep } from './keep.js';
import { ledTo, ledToThroughPages } from './led-to.js';

type Field = GraphQLField<unknown, RequestContext, Readonly<Record<string, unknown>>>;

/** A field with its type, and as it is named to people. */
interface FieldPlace {
  readonly type: GraphQLObjectType;
  readonly field: Field;
  readonly name: string;
}

/** Carries the rules and the other marks of one build of a schema to another: the text between them has no place for them. */
export function carryMarks(from: GraphQLSchema, to: GraphQLSchema): void {
  for (const [name, type] of Object.entries(from.getTypeMap())) {
    const target = to.getType(name);
    // Those of GraphQL itself are the same in both.
    if (target === undefined || target === type) continue;
    target.extensions = { ...target.extensions, ...type.extensions };
    const marked = fieldsOf(type);
    for (const [field, { extensions }] of Object.entries(fieldsOf(target)))
      Object.assign(extensions, marked[field]?.extensions);
  }
}

/**
 * The fields that lack a rule though they need one: those of the operations, those with a resolver of their own, and those that lead to
 * subjects or events.
 */
export function listUnruled(schema: GraphQLSchema): readonly string[] {
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()];
  return listFields(schema)
    .filter(({ type, field }) => accessOf(field) === undefined && (roots.includes(type) || needsRule(field)))
    .map(({ name }) => name);
}

/**
 * Holds every field to its rule, whatever its resolver does: the conditions of the statements are the first look, this is the second.
 * Throws for a rule that stands where it says nothing.
 */
export function enforceAccess(schema: GraphQLSchema): void {
  for (const { type, field, name } of listFields(schema)) {
    const rule = accessOf(field);
    if (rule === undefined) continue;
    const guard = guardOf(rule, { name, target: ledToThroughPages(field.type) });
    if (type === schema.getSubscriptionType()) guardStream(field, guard);
    else guardField(field, guard);
  }
}

/** The resolver of an entity's references, held to its rule. */
export function guardReference(
  { access, resolve }: EntityReference<never>,
  entity: GraphQLNamedType | undefined,
): ReferenceResolver<never> {
  const target = isObjectType(entity) ? ledTo(entity) : null;
  const { keeps } = guardOf(access, { name: `The reference of ${String(entity)}`, target });
  if (keeps === undefined) return resolve;
  return (reference, context) =>
    whenFound(resolve(reference, context), (found) => keep(found, (item) => keeps(item, context)));
}

/** Whether a field shows more than what its parent holds anyway. */
function needsRule({ resolve, subscribe, type }: Field): boolean {
  return resolve !== undefined || subscribe !== undefined || ledTo(type) !== null;
}

function guardField(field: Field, { admits, keeps }: Guard): void {
  if (admits === undefined && keeps === undefined) return;
  const { resolve = defaultFieldResolver } = field;
  field.resolve = (...call: Parameters<typeof resolve>) => {
    const [parent, args, context] = call;
    if (admits?.(parent, context, args) === false) return null;
    const result: unknown = resolve(...call);
    if (keeps === undefined) return result;
    return whenFound(result, (found) => keep(found, (item) => keeps(item, context)));
  };
}

function guardStream(field: Field, { keeps }: Guard): void {
  const { subscribe } = field;
  if (subscribe === undefined || keeps === undefined) throw new Error(`${field.name} streams what no rule looks at`);
  field.subscribe = async (...call: Parameters<typeof subscribe>) => {
    const [, , context] = call;
    // Our streams are such; of what is none, nothing is streamed.
    const events = (await subscribe(...call)) as EventStream;
    events.narrow((event) => keeps(event, context));
    return events;
  };
}

function whenFound(result: unknown, look: (found: unknown) => unknown): unknown {
  return result instanceof Promise ? result.then(look) : look(result);
}

/** The fields of all types of objects but those of the introspection, which tell nothing of anybody. */
function listFields(schema: GraphQLSchema): readonly FieldPlace[] {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  return types
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap((type) =>
      Object.values(type.getFields()).map((field) => ({ type, field, name: `${type.name}.${field.name}` })),
    );
}

function fieldsOf(type: GraphQLNamedType): Readonly<Record<string, Field>> {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields() : {};
}
