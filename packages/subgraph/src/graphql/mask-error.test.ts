import type { SqlFault } from '../persistence/database.js';
import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { CodedError } from '../coded-error.js';
import { createErrorMask } from './mask-error.js';

/** A mask, and the lines that it logs. */
function createMask(fault: SqlFault = 'STATEMENT', suggestions = true) {
  const lines: { requestId: string; err: { message: string } }[] = [];
  const logger = pino({}, { write: (line) => lines.push(JSON.parse(line) as (typeof lines)[number]) });
  return { lines, mask: createErrorMask({ logger, classify: () => fault, suggestions }) };
}

/** An error as GraphQL gives it when a resolver throws. */
function thrown(originalError: Error): GraphQLError {
  return new GraphQLError(originalError.message, { originalError, path: ['card'] });
}

describe('the error mask', () => {
  it('tells a coded error as it is', () => {
    const { mask, lines } = createMask();
    const error = thrown(new CodedError('OVERLOADED', 'Try again in a second.', { retryAfterMs: 1000 }));
    expect(mask(error, 'r1')).toEqual({
      message: 'Try again in a second.',
      path: ['card'],
      extensions: { code: 'OVERLOADED', retryable: true, requestId: 'r1', retryAfterMs: 1000 },
    });
    expect(lines).toEqual([]);
  });

  it('tells nothing of a fault of ours but the request id, and logs it once', () => {
    const { mask, lines } = createMask();
    const fault = new Error('password=hunter2');
    const told = [mask(thrown(fault), 'r1'), mask(thrown(fault), 'r1')];
    expect(JSON.stringify(told)).not.toContain('hunter2');
    expect(told[0]?.message).toContain('r1');
    expect(told[0]?.extensions).toEqual({ code: 'INTERNAL_SERVER_ERROR', retryable: false, requestId: 'r1' });
    expect(lines).toMatchObject([{ requestId: 'r1', err: { message: 'password=hunter2' } }]);
  });

  it('says that the same may be tried again when the database is away', () => {
    const { mask } = createMask('CONNECTION');
    const told = mask(thrown(new Error('connect ECONNREFUSED 10.0.0.1:3306')), 'r1');
    expect(told).toMatchObject({ extensions: { code: 'SERVICE_UNAVAILABLE', retryable: true } });
    expect(told.message).not.toContain('10.0.0.1');
  });

  it.each([
    ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_PARSE_FAILED'],
    ['GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_VALIDATION_FAILED'],
    ['BAD_USER_INPUT', 'BAD_USER_INPUT'],
    ['OPERATION_RESOLUTION_FAILURE', 'BAD_REQUEST'],
    ['PERSISTED_QUERY_NOT_SUPPORTED', 'BAD_REQUEST'],
    ['SOMETHING_ELSE', 'INTERNAL_SERVER_ERROR'],
  ])('tells %s as %s', (code, told) => {
    const { mask } = createMask();
    expect(mask(new GraphQLError('no', { extensions: { code } }), 'r1').extensions).toMatchObject({ code: told });
  });

  it('takes no value of the caller’s for what GraphQL says of the document', () => {
    const { mask } = createMask();
    const message = 'Variable "$id" got invalid value "2000 tokens"; ID cannot represent it.';
    const error = new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
    expect(mask(error, undefined).extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it.each([
    ['Argument "id" of non-null type "ID!" must not be null.', 'BAD_USER_INPUT'],
    ['Too many errors processing variables, error limit reached. Execution aborted.', 'BAD_USER_INPUT'],
    ['Validation aborted.', 'COST_EXCEEDED'],
  ])('tells what GraphQL gives no code as the caller’s fault: %s', (message, code) => {
    const { mask } = createMask();
    expect(mask(new GraphQLError(message), undefined).extensions).toEqual({ code, retryable: false });
  });

  it('quotes no more than the beginning of what the caller sent', () => {
    const { mask } = createMask();
    const error = new GraphQLError(`Cannot query field "${'x'.repeat(100_000)}"`, {
      extensions: { code: 'BAD_USER_INPUT' },
    });
    expect(mask(error, 'r1').message.length).toBeLessThan(1_010);
  });
});
