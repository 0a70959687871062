import type { ImportChargeCardsInput } from '../../__generated__/documents.js';
import type { Chunk } from './chunks.js';
import type { FileFault } from './parse-csv.js';
import type { ImportRow } from './import-row.js';
import type { ImportAnswer, Tally } from './tally.js';
import { toFault } from '../../live/to-fault.js';
import { Watched } from '../../live/watched.js';
import { toChunks } from './chunks.js';
import { digestText } from './digest.js';
import { MAX_BYTES } from './import-row.js';
import { addAnswer, NOTHING } from './tally.js';

/** How an import stands. */
export interface ImportView {
  readonly stage: ImportStage;
  /** What the file is called; null before one is chosen. */
  readonly name: string | null;
  /** Why the file is none that can be imported; null where it is. */
  readonly fileFault: FileFault | null;
  /** Why the last step did not work; it may be tried again. */
  readonly fault: Error | null;
  /** How many rows the present step is about. */
  readonly total: number;
  /** What the dry run has come to. */
  readonly trial: Tally;
  /** What the import has come to so far. */
  readonly tally: Tally;
  /** Whether it ends after the call that is under way. */
  readonly isStopping: boolean;
}

/** From a file to its cards. `CHECKED` is after the dry run; `STOPPED` within the import, which may go on. */
export type ImportStage = 'EMPTY' | 'READING' | 'CHECKING' | 'CHECKED' | 'IMPORTING' | 'STOPPED' | 'DONE';

/** Sends rows to the API; rejects with what it says, or with why it cannot be reached. */
export type SendRows = (input: ImportChargeCardsInput) => Promise<ImportAnswer>;

const EMPTY: ImportView = {
  ...{ stage: 'EMPTY', name: null, fileFault: null, fault: null, total: 0 },
  ...{ trial: NOTHING, tally: NOTHING, isStopping: false },
};

/**
 * Responsible for one file at a time: it is read, tried by a dry run of all its rows, and its good rows are imported by one call after
 * the other. A call that failed is sent again under its own key, so that no row is imported twice. Talks to the API through `send`.
 */
export class ImportRun extends Watched<ImportView> {
  #rows: readonly ImportRow[] = [];
  #chunks: readonly Chunk[] = [];
  /** How many calls were answered. */
  #sent = 0;

  constructor(private readonly send: SendRows) {
    super(EMPTY);
  }

  /** Takes a file in place of any other, and tries its rows. Not while a step is under way. */
  async take(file: Blob & { readonly name: string }): Promise<void> {
    this.show({ ...EMPTY, name: file.name, stage: 'READING' });
    const found = await readFile(file);
    if ('rows' in found) {
      this.#rows = found.rows;
      await this.check();
    } else this.show({ stage: 'EMPTY', ...found });
  }

  /** Tries all rows: nothing is written. */
  async check(): Promise<void> {
    const rows = this.#rows;
    this.show({ stage: 'CHECKING', fault: null, total: rows.length });
    try {
      const answer = await this.send({ rows: rows.map(toInput), errorPolicy: 'REJECT_FAILED_ROWS', dryRun: true });
      this.show({ stage: 'CHECKED', trial: addAnswer(NOTHING, rows, answer) });
    } catch (error) {
      this.show({ fault: toFault(error) });
    }
  }

  /** Imports what the dry run found good. */
  async begin(): Promise<void> {
    const { valid } = this.getView().trial;
    this.show({ stage: 'IMPORTING', total: valid.length, tally: NOTHING });
    this.#chunks = await toChunks(await digestText(JSON.stringify(this.#rows)), valid);
    this.#sent = 0;
    await this.#sendChunks();
  }

  /** Goes on with the call that failed, or that comes next. */
  async goOn(): Promise<void> {
    this.show({ stage: 'IMPORTING', fault: null });
    await this.#sendChunks();
  }

  async #sendChunks(): Promise<void> {
    try {
      for (const chunk of this.#chunks.slice(this.#sent)) {
        if (!this.getView().isStopping) await this.#import(chunk);
      }
      const isDone = this.#sent === this.#chunks.length;
      this.show({ stage: isDone ? 'DONE' : 'STOPPED', isStopping: false });
    } catch (error) {
      this.show({ stage: 'STOPPED', fault: toFault(error), isStopping: false });
    }
  }

  async #import({ rows, idempotencyKey }: Chunk): Promise<void> {
    const input = { rows: rows.map(toInput), errorPolicy: 'REJECT_FAILED_ROWS', idempotencyKey } as const;
    const answer = await this.send(input);
    this.#sent += 1;
    this.show({ tally: addAnswer(this.getView().tally, rows, answer) });
  }

  /** Ends the import after the call that is under way. */
  stop(): void {
    if (this.getView().stage === 'IMPORTING') this.show({ isStopping: true });
  }
}

type ReadFile = { readonly rows: readonly ImportRow[] } | { readonly fileFault: FileFault } | { readonly fault: Error };

/** Reads no more of a file than it may have; what reads it is loaded when there is a file. */
async function readFile(file: Blob): Promise<ReadFile> {
  try {
    const { parseCsv } = await import('./parse-csv.js');
    const parsed = parseCsv(new Uint8Array(await file.slice(0, MAX_BYTES + 1).arrayBuffer()));
    return 'rows' in parsed ? parsed : { fileFault: parsed.fault };
  } catch (error) {
    return { fault: toFault(error) };
  }
}

function toInput({ rfid, contractId }: ImportRow) {
  return { rfid, contractId };
}
