import type { FrontAct } from '../../../../test/support/front-server.js';
import { readFileSync } from 'node:fs';
import { dataAnswer, faultAnswer, startFrontServer } from '../../../../test/support/front-server.js';
import { createTessera } from '../create-tessera.js';
import * as sdk from '../index.js';

/** What a read throws that is answered so. */
async function errorOf(act: FrontAct): Promise<unknown> {
  await using server = await startFrontServer(() => act);
  const client = createTessera({ url: server.url, token: 'a-token', maxRetries: 0 });
  return await client.viewer.get().catch((error: unknown) => error);
}

/** The faults of docs/ERRORS.md: each code, and whether to retry. */
function documentedFaults(): readonly (readonly [code: string, retry: boolean])[] {
  const text = readFileSync(new URL('../../../../docs/ERRORS.md', import.meta.url), 'utf8');
  const table = text.slice(text.indexOf('## Faults'), text.indexOf('## Refusals'));
  return [...table.matchAll(/^\| `(\w+)` \|.*\| (yes|no) \|$/gm)].map(([, code = '', retry]) => [
    code,
    retry === 'yes',
  ]);
}

/** Written by hand. */
const CLASSES: Readonly<Record<string, abstract new (...given: never[]) => Error>> = {
  UNAUTHENTICATED: sdk.UnauthenticatedError,
  FORBIDDEN: sdk.ForbiddenError,
  BAD_USER_INPUT: sdk.InvalidRequestError,
  GRAPHQL_PARSE_FAILED: sdk.InvalidRequestError,
  GRAPHQL_VALIDATION_FAILED: sdk.InvalidRequestError,
  BAD_REQUEST: sdk.InvalidRequestError,
  REQUEST_TOO_LARGE: sdk.LimitExceededError,
  COST_EXCEEDED: sdk.LimitExceededError,
  RATE_LIMITED: sdk.LimitExceededError,
  CURSOR_INVALID: sdk.CursorInvalidError,
  CURSOR_EXPIRED: sdk.CursorExpiredError,
  OVERLOADED: sdk.UnavailableError,
  TIMEOUT: sdk.TimeoutError,
  OUTCOME_UNKNOWN: sdk.OutcomeUnknownError,
  SERVICE_UNAVAILABLE: sdk.UnavailableError,
  INTERNAL_SERVER_ERROR: sdk.ServerError,
};

describe('an error of the server', () => {
  it('has a class for each code that is documented', () => {
    expect(
      documentedFaults()
        .map(([code]) => code)
        .sort(),
    ).toEqual(Object.keys(CLASSES).sort());
  });

  it.each(documentedFaults())('%s is thrown as its class, to be retried: %s', async (code, retryable) => {
    // As a gateway passes it on that keeps no more than the code.
    const error = await errorOf(faultAnswer(200, { code }));
    expect(error).toBeInstanceOf(CLASSES[code]);
    expect(error).toBeInstanceOf(sdk.TesseraError);
    expect(error).toMatchObject({ code, retryable, message: 'A fault.', name: CLASSES[code]?.name });
  });

  it('has the request’s id: of the error, or else of the response’s head', async () => {
    const head = { 'x-request-id': 'of-the-head' };
    expect(await errorOf(faultAnswer(400, { code: 'FORBIDDEN' }, head))).toMatchObject({ requestId: 'of-the-head' });
    expect(await errorOf(faultAnswer(400, { requestId: 'of-the-error' }, head))).toMatchObject({
      requestId: 'of-the-error',
    });
  });

  it('says after which cursor the log can still be read', async () => {
    const error = await errorOf(faultAnswer(200, { code: 'CURSOR_EXPIRED', oldestCursor: 'c-1' }));
    expect(error).toMatchObject({ name: 'CursorExpiredError', oldestCursor: 'c-1' });
  });

  it.each(['NEW_IN_2030', 'constructor', '__proto__', 'toString'])('is a ServerError for the code %s', async (code) => {
    const error = await errorOf(faultAnswer(200, { code }));
    expect(error).toBeInstanceOf(sdk.ServerError);
    expect(error).toMatchObject({ code, retryable: false });
  });

  it('is thrown also when a part of the answer is there, or null', async () => {
    const errors = [{ message: 'A part is missing.', extensions: { code: 'SERVICE_UNAVAILABLE' } }];
    for (const data of [null, { cardViewer: null }])
      expect(await errorOf({ body: JSON.stringify({ data, errors }) })).toMatchObject({ name: 'UnavailableError' });
  });

  it.each([{}, { extensions: null }, { extensions: { code: 5 } }])('needs no code: %j', async (rest) => {
    const error = await errorOf({ body: JSON.stringify({ errors: [{ message: 'Oh.', ...rest }] }) });
    expect(error).toMatchObject({ name: 'ServerError', code: 'INTERNAL_SERVER_ERROR', message: 'Oh.' });
  });
});

describe('what is no answer of GraphQL', () => {
  const PAGE = `<html><title>Bad gateway</title>${'x'.repeat(500)}</html>`;

  it.each([
    ['a page', 502, PAGE],
    ['a page with a good status', 200, PAGE],
    ['an empty body', 200, ''],
    ['an empty body of a fault', 504, ''],
    ['JSON that is no object', 200, '[1, 2]'],
    ['JSON that is null', 200, 'null'],
    ['JSON of another service', 404, '{"error": "not found"}'],
    ['data that are null without errors', 200, '{"data": null}'],
    ['data that are no object', 200, '{"data": [1]}'],
    ['data that are a text', 200, '{"data": "yes"}'],
    ['errors that are no list', 200, '{"errors": {"code": "FORBIDDEN"}}'],
    ['errors that are a text', 200, '{"errors": "no"}'],
    ['errors without a message', 200, '{"data": {"cardViewer": {}}, "errors": [null, {}]}'],
    ['errors that are empty, and no data', 200, '{"errors": []}'],
  ])('is told as such, with status and beginning: %s', async (_, status, body) => {
    const error = await errorOf({ status, body, headers: { 'x-request-id': 'r-1' } });
    expect(error).toBeInstanceOf(sdk.UnexpectedResponseError);
    const retryable = status >= 500;
    expect(error).toMatchObject({ code: 'UNEXPECTED_RESPONSE', status, body: body.slice(0, 200), retryable, requestId: 'r-1' }); // prettier-ignore
    expect(error).toMatchObject({ message: expect.stringContaining(`Status ${status}`) as unknown });
  });

  it('is not an answer whose errors are empty or null', async () => {
    for (const errors of [[], null])
      expect(await errorOf({ body: JSON.stringify({ data: { cardViewer: { id: 'a' } }, errors }) })).toEqual({
        id: 'a',
      });
    expect(await errorOf(dataAnswer({ cardViewer: { id: 'a' } }))).toEqual({ id: 'a' });
  });
});
