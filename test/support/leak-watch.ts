import type { Logger } from 'pino';
import type { TransitionCommand, TransitionSink } from '../../packages/subgraph/src/log/transition-command.js';
import { createLogger } from '../../packages/subgraph/src/logging/create-logger.js';

/** What of a command no log line and no error may repeat. */
const SECRET_FIELDS = ['embossedName', 'rfid', 'contractId', 'description'];

/** Shorter values stand in other words too. */
const SHORTEST = 6;

/** Enough of one test file: a bulk import gives as many as it has rows. */
const MOST_VALUES = 1_000;

/** Whoever's token it is. */
const TOKEN = /eyJ[\w-]{10,}\.[\w-]+\.[\w-]+/;

/**
 * Responsible for what leaves the servers of a test file besides data: their log lines and the errors that they answer. It learns the
 * secrets of the file from the commands that its tests give and from the settings of its servers, and finds them again.
 */
export class LeakWatch {
  readonly #values = new Set<string>();
  readonly #texts: string[] = [];
  /** Writes to this watch, every level, as the server's own logger does. */
  readonly logger: Logger = createLogger({ level: 'trace', destination: { write: (line) => this.record(line) } });

  /** What was recorded so far. */
  get texts(): readonly string[] {
    return this.#texts;
  }

  /** A value that must not be found. */
  learn(value: unknown): void {
    const isSecret = typeof value === 'string' && value.trim().length >= SHORTEST;
    if (isSecret && this.#values.size < MOST_VALUES) this.#values.add(value);
  }

  /** Something that left a server. */
  record(text: string): void {
    this.#texts.push(text);
  }

  /** Learns from every command that the writer is given from now on. */
  follow<W extends TransitionSink>(writer: W): W {
    const submit = writer.submit.bind(writer);
    writer.submit = (command) => {
      this.#learnFrom(command);
      return submit(command);
    };
    return writer;
  }

  /** All that was found, each with the text that holds it. */
  findLeaks(): readonly { readonly value: string; readonly text: string }[] {
    const all = this.#texts.join('\n');
    const values = [...this.#values, ...(TOKEN.exec(all) ?? [])];
    return values
      .filter((value) => all.includes(spelled(value)))
      .map((value) => {
        return { value, text: this.#texts.find((text) => text.includes(spelled(value))) ?? '' };
      });
  }

  #learnFrom({ comment, input, bulk }: TransitionCommand): void {
    this.learn(comment);
    for (const given of [input, ...(bulk?.rows ?? [])]) for (const field of SECRET_FIELDS) this.learn(given[field]);
  }
}

/** As JSON spells it within quotes. */
function spelled(value: string): string {
  return JSON.stringify(value).slice(1, -1);
}

/** The watch of the test file that runs; `no-leaks.setup.ts` looks at it in the end. */
export const leakWatch = new LeakWatch();
