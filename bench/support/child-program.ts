import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** The questions that a program answers: by name, what is asked with and what is answered. */
export type Questions<Q> = { readonly [Name in keyof Q]: (details: never) => unknown };

type Details<Q extends Questions<Q>, Name extends keyof Q> = Parameters<Q[Name]>[0];
type Answer<Q extends Questions<Q>, Name extends keyof Q> = Awaited<ReturnType<Q[Name]>>;

interface Asked {
  readonly number: number;
  readonly question: string;
  readonly details: unknown;
}

interface Answered {
  readonly number: number;
  readonly answer: unknown;
  /** The stack of what was thrown instead; null when nothing was. */
  readonly fault: string | null;
}

/** What a program says once it can be asked. */
const READY = 'ready';

/** Reads TypeScript. */
const LOADER = '@swc-node/register/esm-register';

/** Responsible for one process of the bench and what is asked of it. Talks to a program that calls `answerQuestions`. */
export class ChildProgram<Q extends Questions<Q>> {
  readonly #waiting = new Map<number, (answered: Answered) => void>();
  #asked = 0;

  private constructor(private readonly child: ChildProcess) {
    child.on('message', (answered: Answered) => this.#waiting.get(answered.number)?.(answered));
    child.once('exit', () => {
      for (const [number, answer] of this.#waiting) answer({ number, answer: null, fault: 'The program has ended' });
    });
  }

  /** Starts a program of this folder, with settings that JSON can hold; ready when this resolves. */
  static async start<Q extends Questions<Q>>(program: string, settings: object): Promise<ChildProgram<Q>> {
    const path = fileURLToPath(new URL(`../${program}.ts`, import.meta.url));
    const child = fork(path, [JSON.stringify(settings)], {
      // As this process was started: `node --cpu-prof --cpu-prof-dir=… --import … bench/run.ts` profiles the children too.
      // A test's process was not: Jest reads TypeScript by itself.
      execArgv: process.execArgv.includes(LOADER) ? process.execArgv : [...process.execArgv, '--import', LOADER],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      // Logs are written as in production, to nowhere.
      env: { ...process.env, NODE_ENV: 'production' },
    });
    const ended = once(child, 'exit').then(() => Promise.reject(new Error(`${program} ended before it was ready`)));
    await Promise.race([once(child, 'message'), ended]);
    ended.catch(() => undefined);
    return new ChildProgram<Q>(child);
  }

  /** Asks, and waits as long as it takes. Rejects with what the program throws, and when it ends. */
  async ask<Name extends keyof Q & string>(question: Name, details: Details<Q, Name>): Promise<Answer<Q, Name>> {
    const number = (this.#asked += 1);
    const answered = await new Promise<Answered>((resolve) => {
      this.#waiting.set(number, resolve);
      this.child.send({ number, question, details } satisfies Asked);
    });
    this.#waiting.delete(number);
    if (answered.fault !== null) throw new Error(answered.fault);
    // Both ends are typed by the same Q; JSON has carried it over.
    return answered.answer as Answer<Q, Name>;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exited = once(this.child, 'exit');
    this.child.disconnect();
    await exited;
  }
}

/** Answers the questions of the process that started this one, until that one lets go. */
export function answerQuestions<Q extends Questions<Q>>(questions: Q): void {
  process.on('disconnect', () => process.exit());
  process.on('message', ({ number, question, details }: Asked) => {
    // Only names of Q are asked, with what they take.
    const answer = questions[question as keyof Q] as unknown as (details: unknown) => unknown;
    Promise.resolve(details)
      .then(answer)
      .then(
        (value) => process.send?.({ number, answer: value, fault: null } satisfies Answered),
        (error: unknown) => process.send?.({ number, answer: null, fault: stackOf(error) } satisfies Answered),
      );
  });
  process.send?.(READY);
}

/** The settings that the program was started with, as they were given to `ChildProgram.start`. */
export function readSettings(): unknown {
  return JSON.parse(process.argv[2] ?? '{}');
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
