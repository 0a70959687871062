import type { Refusal, Tessera } from '@tessera/sdk';
import type { CommandAnswer, CommandCall, DoneResult } from './call-command.js';
import { useCallback, useRef, useState } from 'react';
import { toFault } from '../live/to-fault.js';
import { useSession } from '../session/use-session.js';
import { callCommand } from './call-command.js';
import { createKey } from './create-key.js';

/** How a command stands. Nothing is done before the server has said so. */
export type Outcome =
  | { readonly at: 'IDLE' }
  | { readonly at: 'RUNNING' }
  | { readonly at: 'DONE'; readonly result: DoneResult }
  | { readonly at: 'REFUSED'; readonly refusal: Refusal }
  /** Not known whether it was done, or not done: to try again does it once. */
  | { readonly at: 'FAILED'; readonly fault: Error };

/** Sends commands, and says how the last one stands. */
export interface CommandRunner<Call = CommandCall> {
  /** Of the last one alone: what became of one before it, or before `reset`, only `run` answers. */
  readonly outcome: Outcome;
  readonly run: (call: Call) => Promise<Outcome>;
  /** Forgets the last one, also while it is under way. */
  readonly reset: () => void;
  /** Forgets the last one if it was refused: what is to be sent is another. */
  readonly forgetRefusal: () => void;
}

const IDLE: Outcome = { at: 'IDLE' };

/** Why the last one was refused; null: it was not. */
export function refusalOf(outcome: Outcome): Refusal | null {
  return outcome.at === 'REFUSED' ? outcome.refusal : null;
}

/** A runner of commands on things of a kind. */
export function useCommand(): CommandRunner {
  return useRunner(callCommand);
}

/** A runner of whatever `give` sends. The same call after a fault is the same command: it is done once. */
export function useRunner<Call>(
  give: (tessera: Tessera, call: Call, idempotencyKey: string) => Promise<CommandAnswer>,
): CommandRunner<Call> {
  const { tessera } = useSession();
  const [outcome, setOutcome] = useState<Outcome>(IDLE);
  const keys = useRef(new Map<string, string>());
  const turn = useRef(0);
  const run = useCallback(
    async (call: Call) => {
      const mine = (turn.current += 1);
      const what = JSON.stringify(call);
      const key = keys.current.get(what) ?? createKey();
      keys.current.set(what, key);
      setOutcome({ at: 'RUNNING' });
      const next = await send(() => give(tessera, call, key));
      if (next.at !== 'FAILED') keys.current.delete(what);
      if (mine === turn.current) setOutcome(next);
      return next;
    },
    [tessera, give],
  );
  const reset = useCallback(() => {
    turn.current += 1;
    setOutcome(IDLE);
  }, []);
  const forgetRefusal = useCallback(() => setOutcome((last) => (last.at === 'REFUSED' ? IDLE : last)), []);
  return { outcome, run, reset, forgetRefusal };
}

async function send(call: () => Promise<CommandAnswer>): Promise<Outcome> {
  try {
    const answer = await call();
    return answer.isDone ? { at: 'DONE', result: answer.result } : { at: 'REFUSED', refusal: answer.refusal };
  } catch (error) {
    return { at: 'FAILED', fault: toFault(error) };
  }
}
