import { CodedError } from '../../coded-error.js';

/** Fields of one object within the variables; no input of the schema has as many. */
const MAX_FIELDS = 100;

/** How requests are executed: GraphQL quotes a whole variable with each of its faults, so that few faults are told at once. */
export const EXECUTION_OPTIONS = { maxCoercionErrors: 10 } as const;

/** Refuses variables that hold an object with more fields than any input has. Throws BAD_USER_INPUT. */
export function checkVariables(variables: Readonly<Record<string, unknown>>): void {
  const left: unknown[] = Object.values(variables);
  while (left.length > 0) {
    const value = left.pop();
    if (typeof value !== 'object' || value === null) continue;
    const parts: readonly unknown[] = Array.isArray(value) ? value : Object.values(value);
    if (parts.length > MAX_FIELDS && !Array.isArray(value))
      throw new CodedError(
        'BAD_USER_INPUT',
        `An object of the variables has more than ${MAX_FIELDS} fields. Leave out what is no input.`,
      );
    for (const part of parts) if (typeof part === 'object') left.push(part);
  }
}
