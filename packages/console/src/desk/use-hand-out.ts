import type { Refusal } from '@tessera/sdk';
import type { RefObject } from 'react';
import type { Outcome } from '../commands/use-command.js';
import type { Scan } from './use-scan.js';
import { useRef, useState } from 'react';
import { fieldsOf } from '../commands/command-fields.js';
import { toCommandInput } from '../commands/read-form.js';
import { useCommand } from '../commands/use-command.js';

/** What is asked besides the card’s id. */
export const HAND_OUT_FIELDS = fieldsOf('TEMPORARY_CARD', 'ASSIGN');

/** Cards being handed out, one after the other. */
export interface HandOut {
  readonly outcome: Outcome;
  readonly cardField: RefObject<HTMLInputElement | null>;
  /** Whose the card will be, once that is typed. */
  readonly holderId: string;
  readonly setHolderId: (holderId: string) => void;
  /** Sends what stands in the form; when it is done, the form is empty and waits for the next card. */
  readonly handOut: (form: HTMLFormElement) => void;
}

/** Hands out the card that was scanned. */
export function useHandOut(scan: Scan): HandOut {
  const cardField = useRef<HTMLInputElement>(null);
  const [holderId, setHolderId] = useState('');
  const { outcome, run } = useCommand();
  const send = async (form: HTMLFormElement) => {
    const input = toCommandInput(new FormData(form), HAND_OUT_FIELDS);
    const next = await run({ kind: 'TEMPORARY_CARD', command: 'ASSIGN', id: scan.value.trim(), input });
    if (next.at === 'REFUSED' && isAboutCard(next.refusal)) cardField.current?.select();
    if (next.at !== 'DONE') return;
    form.reset();
    setHolderId('');
    scan.settle('');
    cardField.current?.focus();
  };
  const handOut = (form: HTMLFormElement) => {
    if (outcome.at !== 'RUNNING') void send(form);
  };
  return { outcome, cardField, holderId, setHolderId, handOut };
}

/** Whether another card would do. */
function isAboutCard({ __typename }: Refusal): boolean {
  return __typename === 'SubjectNotFound' || __typename === 'TransitionNotAllowed';
}
