import type { DocumentNode, GraphQLSchema, ParseOptions, ValidationContext, ValidationRule } from 'graphql';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { maxDirectivesRule } from '@escape.tech/graphql-armor-max-directives';
import { GraphQLError, validate } from 'graphql';
import { CodedError } from '../../coded-error.js';
import { unconditionalSubscriptionRule } from './subscription-roots.js';

/** Words and signs of a document. */
const MAX_TOKENS = 2_000;

/** Fields within fields; fragments do not count. */
const MAX_DEPTH = 12;

/** Aliases of an operation, those of its fragments included. */
const MAX_ALIASES = 15;

/** A gateway's plan puts many callers' fields side by side. */
const MAX_GATEWAY_ALIASES = 200;

/** Directives of an operation, those of its fragments included. */
const MAX_DIRECTIVES = 5;

/** How documents are parsed: no further than to the last word that is allowed. */
export const PARSE_OPTIONS: ParseOptions = { maxLexicalTokens: MAX_TOKENS };

/** How GraphQL gives up a document for its length. Its other messages can hold any words of the caller’s. */
const TOO_LONG = /^Syntax Error: Document contains more tha[nt] \d+ tokens\./;

/** What a caller is told whose document GraphQL has given up, for its length or for its repetitions; null for any other fault. */
export function excessOf({ message }: GraphQLError): CodedError | null {
  if (TOO_LONG.test(message)) return excess(describeExcess('words and signs', MAX_TOKENS));
  if (message === 'Validation aborted.')
    return excess('The document repeats its fields or fragments too often. Ask for each of them once.');
  return null;
}

function excess(message: string): CodedError {
  return new CodedError('COST_EXCEEDED', message);
}

/** What every document must keep to beside GraphQL's own rules, whoever sends it. */
export const DOCUMENT_RULES: readonly ValidationRule[] = [
  maxDepthRule({ ...refusing('fields within fields', MAX_DEPTH), flattenFragments: true, ignoreIntrospection: true }),
  maxAliasesRule({ ...refusing('aliases', MAX_GATEWAY_ALIASES), allowList: [] }),
  maxDirectivesRule(refusing('directives', MAX_DIRECTIVES)),
  unconditionalSubscriptionRule,
];

const CALLER_RULES: readonly ValidationRule[] = [
  maxAliasesRule({ ...refusing('aliases', MAX_ALIASES), allowList: [] }),
];

/**
 * Creates the check of what documents of callers must keep to who have not shown the gateway's secret. It throws COST_EXCEEDED, and
 * remembers its answer with the document.
 */
export function createCallerCheck(schema: GraphQLSchema): (document: DocumentNode) => void {
  const known = new WeakMap<DocumentNode, readonly GraphQLError[]>();
  return (document) => {
    const faults = known.get(document) ?? validate(schema, document, CALLER_RULES);
    known.set(document, faults);
    for (const fault of faults) throw fault;
  };
}

/** Options of a rule that reports our own error. */
function refusing(what: string, n: number) {
  const message = describeExcess(what, n);
  const originalError = excess(message);
  const report = (context: ValidationContext | null) =>
    context?.reportError(new GraphQLError(message, { originalError, extensions: { code: originalError.code } }));
  return { n, propagateOnRejection: false, onReject: [report] };
}

function describeExcess(what: string, most: number): string {
  return `The document has more than ${most} ${what}. Split it into several requests.`;
}
