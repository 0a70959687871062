import { CodedError } from '../coded-error.js';
import { redactText } from './redact-text.js';

/** An error as a log line holds it; nothing else of it is written, whatever it carries. */
export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  readonly stack?: readonly string[];
  readonly cause?: DescribedError;
}

const MAX_CAUSES = 4;
const MAX_FRAMES = 20;

/** Errors whose messages our own code and the language's runtime write, without values; others quote what they were given. */
const PLAIN_TYPES: readonly unknown[] = [Error, TypeError, RangeError, ReferenceError];

/**
 * Describes an error for the log: its type, its message with what is quoted in others' messages left out, its code, and its causes
 * likewise. With its stack where it is a fault of ours and `withStack` asks for it. Never its other properties: a driver's error
 * carries the statement and its parameters.
 */
export function describeError(error: unknown, withStack: boolean, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: 'Something was thrown that is no error.' };
  const code = codeOf(error);
  const { cause } = error;
  return {
    type: typeOf(error),
    message: redactText(isPlain(error) ? error.message : withoutQuoted(error.message)),
    ...(code === null ? {} : { code }),
    ...(withStack && !(error instanceof CodedError) ? { stack: framesOf(error) } : {}),
    ...(cause === undefined || depth === MAX_CAUSES ? {} : { cause: describeError(cause, withStack, depth + 1) }),
  };
}

function typeOf({ name, constructor }: Error): string {
  const type = constructor.name === '' ? name : constructor.name;
  return /^\w{1,60}$/.test(type) ? type : 'Error';
}

/** Codes are constants; whatever else stands there is left out. */
function codeOf(error: Error): string | number | null {
  const code: unknown = Reflect.get(error, 'code') ?? Reflect.get(error, 'errno');
  if (typeof code === 'number') return code;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code) ? code : null;
}

function isPlain(error: Error): boolean {
  if (error instanceof CodedError) return true;
  // MySQL's driver throws plain errors; Node's own checks quote the value that they refuse.
  const isForeign = 'sqlMessage' in error || String(codeOf(error)).startsWith('ERR_');
  return !isForeign && PLAIN_TYPES.includes(error.constructor);
}

/** `Duplicate entry 'acme-04A2…' for key 'live_rfid'` → `Duplicate entry … for key live_rfid`: a value may hold quotes itself. */
function withoutQuoted(message: string): string {
  const [, key] = /for key '([\w.]+)'$/.exec(message) ?? [];
  const [known = ''] = message.split(/['"`]|\bvalue: /, 1);
  if (known === message) return message;
  return key === undefined ? `${known}…` : `${known}… for key ${key}`;
}

/** Where it was thrown; the message above the frames is left out, it is told already. */
function framesOf({ stack = '', message }: Error): readonly string[] {
  const start = stack.indexOf(message);
  const frames = stack
    .slice(start === -1 ? 0 : start + message.length)
    .split('\n')
    .filter((line) => /^ {4}at /.test(line));
  return frames.slice(0, MAX_FRAMES).map((line) => redactText(line.trim()));
}
