import type { DocumentNode, GraphQLField, GraphQLSchema, VariableDefinitionNode } from 'graphql';
import type { ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs';
import {
  getNamedType,
  getOperationAST,
  GraphQLError,
  isCompositeType,
  isObjectType,
  SchemaMetaFieldDef,
  valueFromASTUntyped,
} from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
// Its module build would bring a second copy of graphql.
import { getComplexity } from 'graphql-query-complexity/cjs';
import { CodedError } from '../../coded-error.js';

/** One operation of a document with what it is given. */
export interface MeteredRequest {
  readonly document: DocumentNode;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** What a request asks for. */
export interface RequestCost {
  /** One a thing that is answered, more where `@cost` says so, times the lengths of the lists that it may stand in. */
  readonly points: number;
  /** References to entities, over all fields of the request. */
  readonly representations: number;
}

/** What a field costs by itself, and the arguments that its length is given by. */
interface FieldCost {
  readonly weight: number;
  readonly slicing: readonly string[];
  /** How long it is taken to be where no argument says so. */
  readonly assumed: number;
}

/** What `__schema` costs: its answer has thousands of fields. */
const SCHEMA_WEIGHT = 500;

/** Answers that are remembered for one document. */
const MAX_REMEMBERED = 200;

/** Fields that are looked at, fragments taken as often as they are spread. */
const MAX_NODES = 10_000;

/** What a request costs that ends before anything is read: its variables do not fit, or it names none of its operations. */
const NOTHING: RequestCost = { points: 1, representations: 0 };

/**
 * Creates the meter of a schema: from `@cost`, `@listSize` and the arguments that slice lists it tells what a request may ask for. Two
 * requests of one document and of equally long lists cost the same, which is remembered. Throws BAD_USER_INPUT for arguments that do
 * not fit and COST_EXCEEDED where fragments multiply beyond what is looked at.
 */
export function createCostMeter(schema: GraphQLSchema): (request: MeteredRequest) => RequestCost {
  const costs = readFieldCosts(schema);
  const known = new WeakMap<DocumentNode, Map<string, RequestCost>>();
  return (request) => {
    const { document, operationName, variables } = request;
    const operation = getOperationAST(document, operationName);
    if (!operation) return NOTHING;
    const { variableDefinitions = [] } = operation;
    const remembered = known.get(document) ?? new Map<string, RequestCost>();
    known.set(document, remembered);
    const key = `${operationName ?? ''}\0${shapeOf(variableDefinitions, variables)}`;
    const cost = remembered.get(key);
    if (cost !== undefined) return cost;
    // A megabyte holds hundreds of thousands of values that do not fit; the first of them is enough.
    if (getVariableValues(schema, variableDefinitions, variables, { maxErrors: 0 }).errors) return NOTHING;
    const measured = measure(schema, costs, request);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(key, measured);
    return measured;
  };
}

/** Reads the directives of all fields once: `directives` of the schema’s own text. */
function readFieldCosts(schema: GraphQLSchema): ReadonlyMap<GraphQLField<unknown, unknown>, FieldCost> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  const own = fields.map((field) => [field, readFieldCost(field)] as const);
  return new Map([...own, [SchemaMetaFieldDef, { weight: SCHEMA_WEIGHT, slicing: [], assumed: 1 }]]);
}

function readFieldCost(field: GraphQLField<unknown, unknown>): FieldCost {
  const weight = argumentOf(field, 'cost', 'weight');
  const slicing = argumentOf(field, 'listSize', 'slicingArguments');
  const assumed = argumentOf(field, 'listSize', 'assumedSize');
  const ownWeight = isCompositeType(getNamedType(field.type)) ? 1 : 0;
  return {
    weight: typeof weight === 'number' ? weight : ownWeight,
    slicing: Array.isArray(slicing) ? slicing.map(String) : [],
    assumed: Number(assumed ?? 1),
  };
}

function argumentOf({ astNode }: GraphQLField<unknown, unknown>, directive: string, name: string): unknown {
  const found = astNode?.directives?.find((each) => each.name.value === directive);
  const value = found?.arguments?.find((each) => each.name.value === name)?.value;
  return value === undefined ? undefined : valueFromASTUntyped(value);
}

function measure(
  schema: GraphQLSchema,
  costs: ReadonlyMap<GraphQLField<unknown, unknown>, FieldCost>,
  { document, operationName, variables }: MeteredRequest,
): RequestCost {
  let representations = 0;
  const estimate = ({ field, args, childComplexity }: ComplexityEstimatorArgs) => {
    const { weight, slicing, assumed } = costs.get(field) ?? { weight: 0, slicing: [], assumed: 1 };
    const references: unknown = args['representations'];
    const isReferring = Array.isArray(references);
    if (isReferring) representations += references.length;
    const lengths = slicing.map((name) => Number(args[name] ?? 0)).filter((length) => length > 0);
    return assumed * (weight + childComplexity * (isReferring ? references.length : Math.max(1, ...lengths)));
  };
  const operation = operationName === null ? {} : { operationName };
  const options = { schema, query: document, variables: { ...variables }, ...operation, maxQueryNodes: MAX_NODES };
  try {
    return { points: Math.max(1, getComplexity({ ...options, estimators: [estimate] })), representations };
  } catch (error) {
    throw toCodedError(error);
  }
}

/** Where an argument does not fit, the error names its node. */
function toCodedError(error: unknown): unknown {
  if (!(error instanceof GraphQLError)) return error;
  if (error.nodes !== undefined) return new CodedError('BAD_USER_INPUT', error.message, { cause: error });
  return new CodedError('COST_EXCEEDED', 'The fragments of the document multiply too far. Write out what they repeat.');
}

/** What of the variables the cost can depend on: numbers, switches, and how long lists are. What is inside of them no argument takes. */
function shapeOf(definitions: readonly VariableDefinitionNode[], variables: MeteredRequest['variables']): string {
  return definitions.map(({ variable: { name } }) => shapeOfOne(ownValue(variables, name.value))).join();
}

function shapeOfOne(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.length}]`;
  if (value === undefined) return '?';
  return value === null ? '-' : '';
}

function ownValue(variables: MeteredRequest['variables'], name: string): unknown {
  return Object.hasOwn(variables, name) ? variables[name] : undefined;
}
