import type { DestinationStream, Logger } from 'pino';
import { format } from 'node:util';
import { pino } from 'pino';
import { toLogFields } from './log-fields.js';
import { redactText } from './redact-text.js';

/** How a logger is made. */
export interface LoggerOptions {
  readonly level: string;
  /** Where lines go; the process's output unless given. */
  readonly destination?: DestinationStream;
}

/** The number that pino has for the level `error`. */
const ERROR_LEVEL = 50;

/**
 * Creates the one logger of a server. Whoever logs what: a line holds the fields that log-fields.ts lists, and texts without secrets,
 * also where a library writes it. Stacks are written from the level `error` on.
 */
export function createLogger({ level, destination = pino.destination(1) }: LoggerOptions): Logger {
  return pino(
    {
      level,
      // The error is described already; pino's own way would write all that it carries.
      serializers: { err: (error: unknown) => error },
      hooks: {
        logMethod(given, write, level) {
          const [first, ...rest]: readonly unknown[] = given;
          if (typeof first === 'string') write.call(this, redactText(toMessage(first, rest)));
          else write.call(this, toFields(first, level), redactText(toMessage(...splitMessage(rest))));
        },
      },
    },
    destination,
  );
}

function toFields(first: unknown, level: number): Readonly<Record<string, unknown>> {
  const given = first instanceof Error ? { err: first } : first;
  return typeof given === 'object' && given !== null ? toLogFields(given, level >= ERROR_LEVEL) : {};
}

function splitMessage([message = '', ...rest]: readonly unknown[]): [message: string, rest: readonly unknown[]] {
  return typeof message === 'string' ? [message, rest] : ['', []];
}

/** The message with what is put into it; of an object only what it is: it may hold anything. */
function toMessage(message: string, rest: readonly unknown[]): string {
  const words = rest.map((value) =>
    typeof value === 'object' && value !== null ? `[${value.constructor.name}]` : value,
  );
  return format(message, ...words);
}
