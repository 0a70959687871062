import type { Watch } from './plan-runner.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/** Responsible for who sits at the terminal: shows how far it is, and hears the first signal to stop; a second one ends the process. */
export class TerminalWatch implements Watch {
  #isStopping = false;
  #shown = '';

  /** Between which moments it goes on. */
  constructor(private readonly history: { readonly start: Date; readonly end: Date }) {
    for (const signal of SIGNALS) process.once(signal, () => (this.#isStopping = true));
  }

  isStopping(): boolean {
    return this.#isStopping;
  }

  /** A file or a pipe gets nothing. */
  onProgress(moment: number): void {
    if (!process.stderr.isTTY) return;
    const [start, end] = [this.history.start.getTime(), this.history.end.getTime()];
    const share = Math.floor((100 * (moment - start)) / (end - start));
    const line = `  ${String(share).padStart(3)} %  ${new Date(moment).toISOString().slice(0, 10)}`;
    if (line !== this.#shown) process.stderr.write(`\r\u001b[K${line}`);
    this.#shown = line;
  }

  /** Takes the line of progress away. */
  end(): void {
    if (this.#shown !== '') process.stderr.write('\r\u001b[K');
  }
}
