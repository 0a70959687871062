import type { Refusal } from '@tessera/sdk';
import type { ReactNode, SubmitEvent } from 'react';
import type { DoneResult } from '../commands/call-command.js';
import type { Outcome } from '../commands/use-command.js';
import type { CardLookup } from './use-desk-card.js';
import { useRef } from 'react';
import { Link } from 'wouter';
import { RefusalNotice } from '../commands/refusal-notice.js';
import { SendButton } from '../commands/send-button.js';
import { pathOf } from '../kinds/kinds.js';
import { texts } from '../texts/texts.js';
import { FaultNotice } from '../widgets/notice.js';
import { Panel } from '../widgets/page.js';
import { issueAt } from './issue-at.js';
import styles from './desk.module.css';

interface DeskFormProps {
  readonly heading: string;
  /** What the button says. */
  readonly button: string;
  readonly outcome: Outcome;
  /** The fields that show what is wrong with them themselves. */
  readonly fields: readonly string[];
  /** What is said beside the field of the card’s id. */
  readonly lookup: CardLookup;
  /** What is said when it is done. */
  readonly done: (result: DoneResult) => string;
  readonly onSubmit: (form: HTMLFormElement) => void;
  /** Something in a field has changed. */
  readonly onInput: () => void;
  readonly children: ReactNode;
}

/** A form of the desk: its fields, its button, and a line that says what became of the last card. */
export function DeskForm({
  heading,
  button,
  outcome,
  fields,
  lookup,
  done,
  onSubmit,
  onInput,
  children,
}: DeskFormProps) {
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    onSubmit(event.currentTarget);
  };
  return (
    <Panel heading={heading}>
      <form ref={form} className={styles['form']} onInput={onInput} onSubmit={submit}>
        {children}
        {outcome.at === 'REFUSED' && <Refused refusal={outcome.refusal} fields={fields} lookup={lookup} />}
        {outcome.at === 'FAILED' && (
          <FaultNotice isOfCommand fault={outcome.fault} onRetry={() => form.current?.requestSubmit()} />
        )}
        <div className={styles['formEnd']}>
          <SendButton outcome={outcome}>{button}</SendButton>
          <p role="status" className={styles['done']}>
            {outcome.at === 'DONE' && done(outcome.result)}
          </p>
        </div>
      </form>
    </Panel>
  );
}

/** Why it was refused, as far as no field says it, and what is in the way. */
function Refused({
  refusal,
  fields,
  lookup,
}: {
  readonly refusal: Refusal;
  readonly fields: readonly string[];
  readonly lookup: CardLookup;
}) {
  // The line of the card’s id says it.
  if (refusal.__typename === 'SubjectNotFound' && lookup.at === 'UNKNOWN') return null;
  return (
    <>
      {!isSaidBeside(refusal, fields) && <RefusalNotice refusal={refusal} kind="TEMPORARY_CARD" fields={fields} />}
      <Conflicting refusal={refusal} />
    </>
  );
}

/** Whether a field says all of it. Of several issues the notice says those that no field does. */
function isSaidBeside(refusal: Refusal, fields: readonly string[]): boolean {
  return refusal.__typename === 'GuardRefused' && fields.some((field) => issueAt(refusal, field) !== null);
}

/** Leads to the card that is in the way, where there is one. */
function Conflicting({ refusal }: { readonly refusal: Refusal }) {
  const id = refusal.__typename === 'GuardRefused' ? refusal.conflictingId : null;
  if (id === null) return null;
  const kind = id.startsWith('temp_') ? 'TEMPORARY_CARD' : 'CARD';
  return (
    <p className={styles['conflicting']}>
      {texts.desk.conflicting} <Link href={pathOf(kind, id)}>{id}</Link>
    </p>
  );
}
