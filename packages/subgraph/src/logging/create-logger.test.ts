import { QueryFailedError } from 'typeorm';
import { CodedError } from '../coded-error.js';
import { createLogger } from './create-logger.js';

/** What no line may hold; each is given to the logger in every way that the tests know. */
const SECRET = 'mara-canary';

interface Line {
  readonly level: number;
  readonly msg: string;
  readonly err?: { type: string; message: string; code?: unknown; stack?: readonly string[]; cause?: Line['err'] };
  readonly [field: string]: unknown;
}

/** A logger, and the lines that it wrote. */
function aLogger(level = 'trace') {
  const texts: string[] = [];
  const logger = createLogger({ level, destination: { write: (line) => void texts.push(line) } });
  return { logger, texts, lines: () => texts.map((text) => JSON.parse(text) as Line) };
}

function lineOf(error: unknown): Line {
  const { logger, lines } = aLogger();
  logger.error({ err: error }, 'failed');
  const [line] = lines();
  if (line === undefined) throw new Error('Nothing was logged');
  return line;
}

/** As MySQL's driver makes them. */
function driverError(): Error {
  const message = `Duplicate entry 'acme-${SECRET}'s' for key 'charge_card.live_rfid'`;
  const sql = `INSERT INTO charge_card VALUES ('${SECRET}')`;
  return Object.assign(new Error(message), { code: 'ER_DUP_ENTRY', errno: 1062, sqlMessage: message, sql });
}

describe('a log line', () => {
  it('holds the fields that are allowed, and no other', () => {
    const { logger, lines } = aLogger();
    const row = { tenantId: 'acme', subjectId: 'card_1', timer: 'expire', dueAt: new Date(0), holderId: SECRET };
    const refusal = { type: 'GuardRefused', guard: 'OVERDUE', message: SECRET, conflictingId: SECRET };
    const secrets = { comment: SECRET, body: { token: SECRET }, variables: [SECRET], authorization: SECRET };
    logger.warn({ requestId: 'r-1', tenantId: 'acme', status: 200, ...secrets, row, refusal }, 'it happened');
    expect(lines()).toEqual([
      {
        ...{ level: 40, time: expect.any(Number) as number, pid: process.pid, hostname: expect.any(String) as string },
        ...{ requestId: 'r-1', tenantId: 'acme', status: 200, msg: 'it happened' },
        row: { tenantId: 'acme', subjectId: 'card_1', timer: 'expire', dueAt: '1970-01-01T00:00:00.000Z' },
        refusal: { type: 'GuardRefused', guard: 'OVERDUE' },
      },
    ]);
  });

  it('holds no object where a name or a number is allowed, nor a long text', () => {
    const { logger, texts, lines } = aLogger();
    logger.info({ requestId: { comment: SECRET }, status: SECRET, tenantId: 'x'.repeat(1_000) }, 'y'.repeat(10_000));
    expect(texts.join('')).not.toContain(SECRET);
    expect(lines()[0]).toMatchObject({ tenantId: 'x'.repeat(100), msg: `${'y'.repeat(500)}…` });
  });

  it.each([
    ['a token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJtYXJhIn0.c2lnbmF0dXJl', '[token]'],
    ['a header', 'authorization: Bearer abc.def', 'authorization: Bearer [token]'],
    ['the address of a database', 'mysql://tessera:hunter2@db:3306/x', 'mysql://[redacted]@db:3306/x'],
    ['a setting', 'TESSERA_JWT_SECRET=hunter2hunter2', 'TESSERA_JWT_SECRET=[redacted]'],
    ['a payment card', 'card 4111 1111 1111 1111 refused', 'card [card number] refused'],
  ])('loses %s in its message, in an error and in what is put into it', (_, text, instead) => {
    const { logger, lines } = aLogger();
    logger.info(text);
    logger.error(new Error(text), text);
    logger.warn('%s', text);
    expect(lines().map(({ msg }) => msg)).toEqual([instead, instead, instead]);
    expect(lines()[1]?.err?.message).toBe(instead);
  });

  it('tells of an object in a message only what it is', () => {
    const { logger, lines } = aLogger();
    logger.info('got %o', { comment: SECRET });
    logger.info('failed: %s', driverError());
    expect(lines().map(({ msg }) => msg)).toEqual(["got '[Object]'", 'failed: [Error]']);
  });

  it('holds no more when it is a child’s, as the one of a request is', () => {
    const { logger, texts } = aLogger();
    logger.child({ requestId: 'r-1' }).info({ comment: SECRET, status: 200 }, 'answered');
    expect(texts.join('')).toContain('"requestId":"r-1"');
    expect(texts.join('')).not.toContain(SECRET);
  });
});

describe('an error in the log', () => {
  it('is told by type, message, code and cause, with the stacks of faults of ours', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', address: SECRET });
    const { err } = lineOf(new TypeError('x is not a function', { cause }));
    expect(err).toMatchObject({ type: 'TypeError', message: 'x is not a function' });
    expect(err?.cause).toMatchObject({ type: 'Error', message: 'connect ECONNREFUSED', code: 'ECONNREFUSED' });
    expect(err?.stack?.[0]).toMatch(/^at .*create-logger\.test/);
    expect(err?.cause?.stack).not.toEqual([]);
    expect(JSON.stringify(err)).not.toContain(SECRET);
  });

  it('has no stack below the level of errors, nor when it is a coded one', () => {
    const { logger, lines } = aLogger();
    logger.warn({ err: new Error('passing') }, 'again');
    logger.error({ err: new CodedError('SERVICE_UNAVAILABLE', 'Try again.') }, 'away');
    expect(lines().map(({ err }) => err)).toEqual([
      { type: 'Error', message: 'passing' },
      { type: 'CodedError', message: 'Try again.', code: 'SERVICE_UNAVAILABLE' },
    ]);
  });

  it('never holds a statement, its parameters or the values that a driver quotes', () => {
    const query = new QueryFailedError(`SELECT '${SECRET}'`, [SECRET], driverError());
    for (const error of [driverError(), query, new CodedError('SERVICE_UNAVAILABLE', 'Away.', { cause: query })]) {
      const line = lineOf(error);
      expect(JSON.stringify(line)).not.toContain(SECRET);
      expect(JSON.stringify(line)).toContain('Duplicate entry … for key charge_card.live_rfid');
    }
  });

  it.each([
    ['a broken JSON', () => JSON.parse(`{"comment": "${SECRET}`) as unknown],
    ['a value that the runtime refuses', () => Buffer.alloc(SECRET as never)],
    [
      'what is thrown and no error',
      () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- what libraries may do
        throw SECRET;
      },
    ],
    ['an address that is none', () => new URL(SECRET)],
    [
      'a message of many lines',
      () => {
        throw new SyntaxError(`no "\n    at ${SECRET}`);
      },
    ],
  ])('never holds %s', (_, fail) => {
    let thrown: unknown = null;
    try {
      fail();
    } catch (error) {
      thrown = error;
    }
    expect(thrown).not.toBeNull();
    expect(JSON.stringify(lineOf(thrown))).not.toContain(SECRET);
  });

  it('ends at a circle of causes', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(lineOf(error)).match(/round/g)).toHaveLength(5);
  });
});
