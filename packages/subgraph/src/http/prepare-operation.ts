import type { DocumentNode, ExecutionArgs, GraphQLSchema, ValidationRule } from 'graphql';
import type { SubscribePayload } from 'graphql-ws';
import type { ErrorCode } from '../coded-error.js';
import type { TrustedDocuments } from '../graphql/limits/trusted-documents.js';
import { InMemoryLRUCache } from '@apollo/utils.keyvaluecache';
import { getOperationAST, GraphQLError, parse, specifiedRules, validate } from 'graphql';
import { CodedError } from '../coded-error.js';
import { DOCUMENT_RULES, excessOf, PARSE_OPTIONS } from '../graphql/limits/document-rules.js';
import { withDocumentText } from '../graphql/limits/trusted-documents.js';
import { EXECUTION_OPTIONS } from '../graphql/limits/variable-rules.js';
import { toGraphQLError, withCode } from './websocket-faults.js';

/** Bytes of valid documents, as JSON, that are kept parsed: a crowd that subscribes to the same holds its document once. */
const KEPT_DOCUMENT_BYTES = 1_048_576;

/** What documents are held to. */
export interface DocumentOptions {
  readonly schema: GraphQLSchema;
  /** Beside those of the specification. */
  readonly validationRules: readonly ValidationRule[];
  /** What callers may name by id; null: nothing. */
  readonly trusted: TrustedDocuments | null;
}

/** Why a document cannot be run, with codes; or what to run it with. */
export type PrepareOperation = (payload: SubscribePayload) => Promise<ExecutionArgs | readonly GraphQLError[]>;

/** Creates what prepares operations, and remembers valid documents by their text. */
export function createPreparation(options: DocumentOptions): PrepareOperation {
  const { schema, trusted } = options;
  const kept = new InMemoryLRUCache<DocumentNode>({ maxSize: KEPT_DOCUMENT_BYTES });
  const findDocument = async (payload: SubscribePayload): Promise<DocumentNode | readonly GraphQLError[]> => {
    const text = attempt(() => withDocumentText(trusted, payload).query);
    if (text instanceof GraphQLError) return [text];
    const known = await kept.get(text);
    if (known !== undefined) return known;
    const document = attempt(() => parse(text, PARSE_OPTIONS));
    if (document instanceof GraphQLError) return [document];
    const faults = validate(schema, document, [...specifiedRules, ...DOCUMENT_RULES, ...options.validationRules]);
    if (faults.length > 0) return faults.map((fault) => withDocumentCode(fault, 'GRAPHQL_VALIDATION_FAILED'));
    await kept.set(text, document);
    return document;
  };
  return async (payload) => {
    const found = await findDocument(payload);
    return 'definitions' in found ? prepare(schema, found, payload) : found;
  };
}

function prepare(
  schema: GraphQLSchema,
  document: DocumentNode,
  { variables, operationName }: SubscribePayload,
): ExecutionArgs | readonly GraphQLError[] {
  if (!getOperationAST(document, operationName)) {
    const message = 'Name one of the operations of the document in `operationName`.';
    return [withCode(new GraphQLError(message), 'BAD_REQUEST')];
  }
  const asked = { document, variableValues: variables ?? null, operationName: operationName ?? null };
  return { schema, ...asked, options: EXECUTION_OPTIONS };
}

/** What the work answers, or what keeps it from being GraphQL. */
function attempt<T>(work: () => T): T | GraphQLError {
  try {
    return work();
  } catch (error) {
    return withDocumentCode(toGraphQLError(error), 'GRAPHQL_PARSE_FAILED');
  }
}

/** Our own rules give their errors a code themselves. */
function withDocumentCode(fault: GraphQLError, code: ErrorCode): GraphQLError {
  if (fault.originalError instanceof CodedError) return fault;
  const excess = excessOf(fault);
  return excess === null ? withCode(fault, code) : toGraphQLError(excess);
}
