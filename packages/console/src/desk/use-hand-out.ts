import type { Refusal } from '@tessera/sdk';
import type { RefObject } from 'react';
import type { Outcome } from '../commands/use-command.js';
import type { Scan } from './use-scan.js';
import { useRef, useState } from 'react';
import { fieldsOf } from '../commands/command-fields.js';
import { toCommandInput } from '../commands/read-form.js';
import { useCommand } from '../commands/use-command.js';
import { emptySent } from './empty-sent.js';
import { useScan } from './use-scan.js';

/** What is asked besides the card’s id. */
export const HAND_OUT_FIELDS = fieldsOf('TEMPORARY_CARD', 'ASSIGN');

/** Cards being handed out, one after the other. */
export interface HandOut {
  readonly scan: Scan;
  readonly outcome: Outcome;
  readonly cardField: RefObject<HTMLInputElement | null>;
  readonly holderField: RefObject<HTMLInputElement | null>;
  /** Whose the card will be, once that is typed. */
  readonly holderId: string;
  readonly setHolderId: (holderId: string) => void;
  /** Sends what stands in the form; when it is done, the form waits for the next card, and keeps what was typed of that meanwhile. */
  readonly handOut: (form: HTMLFormElement) => void;
  /** Puts a card’s id into the form, and goes on to the holder. */
  readonly pick: (id: string) => void;
  /** Forgets why the last card was refused: something else stands in the form now. */
  readonly forgetRefusal: () => void;
}

/** Hands out the card that was scanned. */
export function useHandOut(): HandOut {
  const scan = useScan();
  const cardField = useRef<HTMLInputElement>(null);
  const holderField = useRef<HTMLInputElement>(null);
  const [holderId, setHolderId] = useState('');
  const { outcome, run, forgetRefusal } = useCommand();
  const send = async (form: HTMLFormElement) => {
    const sent = new FormData(form);
    const input = toCommandInput(sent, HAND_OUT_FIELDS);
    const next = await run({ kind: 'TEMPORARY_CARD', command: 'ASSIGN', id: scan.value.trim(), input });
    const isSameCard = cardField.current?.value === sent.get('cardId');
    if (next.at === 'REFUSED' && isAboutCard(next.refusal) && isSameCard) cardField.current?.select();
    if (next.at !== 'DONE') return;
    const changed = emptySent(form, sent);
    if (!changed.has('holderId')) setHolderId('');
    if (isSameCard) scan.settle('');
    if (changed.size === 0) cardField.current?.focus();
  };
  const handOut = (form: HTMLFormElement) => {
    if (outcome.at !== 'RUNNING') void send(form);
  };
  const pick = (id: string) => {
    forgetRefusal();
    scan.settle(id);
    // To select alone leaves the page where it was scrolled to, and the form out of sight.
    holderField.current?.focus();
    holderField.current?.select();
  };
  return { scan, outcome, cardField, holderField, holderId, setHolderId, handOut, pick, forgetRefusal };
}

/** Whether another card would do. */
function isAboutCard({ __typename }: Refusal): boolean {
  return __typename === 'SubjectNotFound' || __typename === 'TransitionNotAllowed';
}
