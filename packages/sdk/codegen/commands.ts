import type { CommandRule, Lifecycles, LifecycleSubject } from '@tessera/lifecycle';
import type { GraphQLInputObjectType, GraphQLSchema } from 'graphql';
import type { ResourceRow } from './resources.js';
import { callerRoles, isCallersCommand, isCreation, mutationName } from '@tessera/lifecycle';
import { getNamedType, isInputObjectType, isRequiredInputField, isUnionType } from 'graphql';

/** What the client is made from. */
export interface Sources {
  readonly schema: GraphQLSchema;
  readonly lifecycles: Lifecycles;
  readonly resources: readonly ResourceRow[];
}

/** A command as the client offers it. */
export interface SdkCommand {
  /** `approve`: the command’s own name. */
  readonly name: string;
  /** `approveCard`. */
  readonly mutation: string;
  readonly means: string;
  readonly roles: readonly string[];
  /** `ApproveCardInput`. */
  readonly inputType: string;
  readonly takesId: boolean;
  readonly takesKey: boolean;
  /** What its input must have; the id goes before it where the command takes one. */
  readonly required: readonly string[];
  /** What the rules demand of every caller although the schema, where it is optional, does not say so. */
  readonly demanded: readonly string[];
  /** The type of the union that says that it was accepted. */
  readonly transition: string;
}

/** The commands of a resource, those that callers may issue, in the table’s order. */
export function commandsOf(
  resource: ResourceRow,
  { schema, lifecycles }: Pick<Sources, 'schema' | 'lifecycles'>,
): readonly SdkCommand[] {
  const lifecycle = lifecycles.get(resource.lifecycle ?? '');
  if (lifecycle === undefined) return [];
  return Object.entries(lifecycle.commands)
    .filter(([, rule]) => isCallersCommand(rule))
    .map(([name, rule]) => describeCommand(name, rule, describeMutation(mutationName(lifecycle, name), schema)));
}

function describeCommand(
  name: string,
  rule: CommandRule<LifecycleSubject>,
  mutation: ReturnType<typeof describeMutation>,
): SdkCommand {
  const demanded = [...(rule.reasonRequired ? ['reason'] : []), ...(rule.commentRequired ? ['comment'] : [])];
  const takesId = !isCreation(rule);
  const required = [...mutation.required.filter((field) => !takesId || field !== 'id'), ...demanded];
  return {
    ...{ ...mutation, name, demanded, required },
    // Programs and kiosks are created under an id of the tenant's own: it is part of the input then.
    ...{ means: rule.means, roles: callerRoles(rule), takesId },
  };
}

/** What the schema says of a mutation. */
export function describeMutation(mutation: string, schema: GraphQLSchema) {
  const field = schema.getMutationType()?.getFields()[mutation];
  const inputType = getNamedType(field?.args[0]?.type);
  const result = getNamedType(field?.type);
  if (!isInputObjectType(inputType) || !isUnionType(result))
    throw new Error(`The schema has no command ${mutation}; run \`npm run generate\` from its beginning.`);
  const transition = result.getTypes().find((type) => type.getInterfaces().length === 0);
  if (transition === undefined) throw new Error(`${result.name} has no member that is not a refusal.`);
  const takesKey = 'idempotencyKey' in inputType.getFields();
  return {
    mutation,
    inputType: inputType.name,
    takesKey,
    required: requiredOf(inputType),
    transition: transition.name,
  };
}

function requiredOf(type: GraphQLInputObjectType): readonly string[] {
  return Object.values(type.getFields())
    .filter(isRequiredInputField)
    .map(({ name }) => name);
}

/** The refusals that every command’s union has. */
export function refusalsOf(schema: GraphQLSchema): readonly string[] {
  const refusal = schema.getType('TransitionRefusal');
  return Object.values(schema.getTypeMap())
    .filter((type) => 'getInterfaces' in type && type.getInterfaces().some((each) => each === refusal))
    .map(({ name }) => name);
}

/** Mutations in bulk, which no single row of a table stands for. */
function bulkMutations({ resources }: Sources): readonly string[] {
  return resources.flatMap(({ methods }) =>
    methods.filter(({ kind }) => kind === 'creation').map((row) => row.operation),
  );
}

/** All mutations that the client has, as the tables say; a mutation of the schema that is not among them is a fault. */
export function listMutations(sources: Sources): readonly string[] {
  const known = [
    ...sources.resources.flatMap((row) => commandsOf(row, sources).map(({ mutation }) => mutation)),
    ...bulkMutations(sources),
  ];
  const missing = Object.keys(sources.schema.getMutationType()?.getFields() ?? {}).filter(
    (name) => !known.includes(name),
  );
  if (missing.length > 0) throw new Error(`Add to codegen/resources.ts: no method stands for ${missing.join(', ')}.`);
  return known;
}
