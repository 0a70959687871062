import type { GraphQLFormattedError } from 'graphql';
import type { ErrorCode } from '../coded-error.js';
import { GraphQLError } from 'graphql';
import { CodedError } from '../coded-error.js';

/** Carries what the client is told through an API that takes errors. */
export class FormattedErrors extends Error {
  constructor(readonly errors: readonly GraphQLFormattedError[]) {
    super(errors.map(({ message }) => message).join('; '));
  }
}

/** An error as GraphQL has it, with the code that it carries. */
export function toGraphQLError(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  const originalError = error instanceof Error ? error : new Error(String(error));
  return new GraphQLError(originalError.message, { originalError });
}

/**
 * The errors of a request that was refused before anything was executed, with their code: what did not happen in a resolver is a
 * variable that does not fit.
 */
export function withInputCode(errors: readonly GraphQLError[]): readonly GraphQLError[] {
  return errors.map((error) => (error.path === undefined ? withCode(error, 'BAD_USER_INPUT') : error));
}

/** The same error with a code from the closed list. */
export function withCode(error: GraphQLError, code: ErrorCode): GraphQLError {
  const { message, nodes, source, positions, path } = error;
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    originalError: new CodedError(code, message),
    extensions: { ...error.extensions, code },
  });
}
