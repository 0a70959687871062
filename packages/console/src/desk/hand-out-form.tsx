import type { Refusal } from '@tessera/sdk';
import type { RefObject } from 'react';
import type { DoneResult } from '../commands/call-command.js';
import type { CardLookup } from './use-desk-card.js';
import type { HandOut } from './use-hand-out.js';
import { useId } from 'react';
import { refusalOf } from '../commands/use-command.js';
import { formatMoment } from '../texts/format.js';
import { nameCommand, texts } from '../texts/texts.js';
import { TextField } from '../widgets/field.js';
import { DeskForm } from './desk-form.js';
import { toHandedCard } from './handed-card.js';
import { issueAt } from './issue-at.js';
import { ScanField } from './scan-field.js';
import { StandInField } from './stand-in-field.js';
import { HAND_OUT_FIELDS } from './use-hand-out.js';
import styles from './desk.module.css';

interface HandOutFormProps {
  readonly run: HandOut;
  /** The cards that can be handed out, the next first. */
  readonly pool: readonly string[];
  /** People who have had one lately. */
  readonly holders: readonly string[];
}

/** Hands a card out: its id, Enter, whose it will be, Enter. Then the form is ready for the next. */
export function HandOutForm({ run, pool, holders }: HandOutFormProps) {
  const { scan, outcome, cardField, holderField, holderId, setHolderId, handOut, forgetRefusal } = run;
  const refusal = refusalOf(outcome);
  // The one that has just gone out may still be listed for a moment.
  const gone = outcome.at === 'DONE' ? toHandedCard(outcome.result).id : null;
  const suggestion = pool.find((id) => id !== gone) ?? null;
  return (
    <DeskForm
      heading={texts.desk.handOut}
      button={nameCommand('ASSIGN')}
      outcome={outcome}
      fields={HAND_OUT_FIELDS.map(({ name }) => name)}
      lookup={scan.lookup}
      done={sayHandedOut}
      onSubmit={handOut}
      onInput={forgetRefusal}
    >
      <ScanField
        scan={scan}
        command="ASSIGN"
        field={cardField}
        suggestion={suggestion}
        autoFocus
        onScanned={() => holderField.current?.select()}
      />
      <HolderField field={holderField} holders={holders} refusal={refusal} onHolder={setHolderId} />
      <MoreFields lookup={scan.lookup} holderId={holderId} refusal={refusal} />
    </DeskForm>
  );
}

interface HolderFieldProps {
  readonly field: RefObject<HTMLInputElement | null>;
  /** Whom it suggests. */
  readonly holders: readonly string[];
  readonly refusal: Refusal | null;
  readonly onHolder: (holderId: string) => void;
}

function HolderField({ field, holders, refusal, onHolder }: HolderFieldProps) {
  const listId = useId();
  return (
    <>
      <TextField
        ref={field}
        label={texts.fields.holderId}
        name="holderId"
        required
        list={listId}
        issue={issueAt(refusal, 'holderId')}
        onBlur={(event) => onHolder(event.target.value.trim())}
      />
      <datalist id={listId}>
        {holders.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}

function sayHandedOut(result: DoneResult): string {
  const { id, holderId, validUntil } = toHandedCard(result);
  const until = validUntil === null ? '' : ` ${texts.board.until(formatMoment(validUntil))}`;
  return texts.desk.handedOut(id, holderId ?? '', until);
}

/** What is seldom asked: until when, and what it stands in for. */
function MoreFields({
  lookup,
  holderId,
  refusal,
}: {
  readonly lookup: CardLookup;
  readonly holderId: string;
  readonly refusal: Refusal | null;
}) {
  const validity =
    lookup.at === 'FOUND' ? texts.desk.validity(lookup.card.program.validityDays) : texts.desk.validityOfProgram;
  return (
    <details className={styles['more']}>
      <summary>{texts.desk.more}</summary>
      <div className={styles['form']}>
        <TextField
          type="datetime-local"
          label={texts.fields.validUntil}
          name="validUntil"
          issue={issueAt(refusal, 'validUntil')}
          hint={validity}
        />
        <StandInField holderId={holderId} issue={issueAt(refusal, 'replacesCardId')} />
      </div>
    </details>
  );
}
