import type { DocumentNode, GraphQLField, GraphQLSchema } from 'graphql';
import type { ComplexityEstimatorArgs } from 'graphql-query-complexity/cjs';
import {
  getNamedType,
  getOperationAST,
  GraphQLError,
  isCompositeType,
  isObjectType,
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

/** Answers that are remembered for one document. */
const MAX_REMEMBERED = 200;

/** Fields that are looked at, fragments taken as often as they are spread. */
const MAX_NODES = 10_000;

/** What a request costs whose variables do not fit: it ends before anything is read. */
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
    const remembered = known.get(request.document) ?? new Map<string, RequestCost>();
    known.set(request.document, remembered);
    const key = `${request.operationName ?? ''}\0${shapeOf(request.variables)}`;
    const cost = remembered.get(key) ?? measure(schema, costs, request);
    if (remembered.size >= MAX_REMEMBERED) remembered.clear();
    remembered.set(key, cost);
    return cost;
  };
}

/** Reads the directives of all fields once: `directives` of the schema’s own text. */
function readFieldCosts(schema: GraphQLSchema): ReadonlyMap<GraphQLField<unknown, unknown>, FieldCost> {
  const types = Object.values(schema.getTypeMap()).filter(isObjectType);
  const fields = types.flatMap((type) => Object.values(type.getFields()));
  return new Map(fields.map((field) => [field, readFieldCost(field)]));
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
    return costOfFaulty(schema, { document, operationName, variables }, error);
  }
}

/** What does not fit into its variable is told by the execution, with all other such faults; the rest is told here. */
function costOfFaulty(schema: GraphQLSchema, request: MeteredRequest, error: unknown): RequestCost {
  if (!(error instanceof GraphQLError)) throw error;
  const { variableDefinitions = [] } = getOperationAST(request.document, request.operationName) ?? {};
  if (getVariableValues(schema, variableDefinitions, request.variables).errors !== undefined) return NOTHING;
  if (error.nodes === undefined)
    throw new CodedError('COST_EXCEEDED', 'The fragments of the document multiply too far.');
  throw new CodedError('BAD_USER_INPUT', error.message, { cause: error });
}

/** What of variables the cost can depend on: numbers, switches, and how long lists are. */
function shapeOf(value: unknown): string {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${value.length}]`;
  if (typeof value !== 'object' || value === null) return value === null ? '-' : '';
  return `{${Object.entries(value)
    .map(([name, each]) => `${name}:${shapeOf(each)}`)
    .join()}}`;
}
