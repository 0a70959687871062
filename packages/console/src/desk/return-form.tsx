import type { CardLookup } from './use-desk-card.js';
import { useRef, useState } from 'react';
import { CommentField } from '../commands/comment-field.js';
import { toCommandInput } from '../commands/read-form.js';
import { issueOf } from '../commands/refusal-notice.js';
import { refusalOf, useCommand } from '../commands/use-command.js';
import { nameCommand, nameReason, texts } from '../texts/texts.js';
import { SelectField } from '../widgets/field.js';
import { toOptions } from '../widgets/option.js';
import { DeskForm } from './desk-form.js';
import { toHandedCard } from './handed-card.js';
import { onEnter } from './on-enter.js';
import { ScanField } from './scan-field.js';
import { useScan } from './use-scan.js';

/** Why most cards come back. */
const USUAL = 'RETURNED';

/** Takes a card back: its id, Enter, and Enter again, unless there is another reason. */
export function ReturnForm() {
  const { scan, cardField, reason, setReason, outcome, takeBack, forgetRefusal } = useReturn();
  const reasonField = useRef<HTMLSelectElement>(null);
  const refusal = refusalOf(outcome);
  return (
    <DeskForm
      heading={texts.desk.takeBack}
      button={nameCommand('WITHDRAW')}
      outcome={outcome}
      fields={['reason', 'comment']}
      lookup={scan.lookup}
      done={(result) => texts.desk.takenBack(toHandedCard(result).id)}
      onSubmit={takeBack}
      onInput={forgetRefusal}
    >
      <ScanField scan={scan} command="WITHDRAW" field={cardField} onScanned={() => reasonField.current?.focus()} />
      <SelectField
        ref={reasonField}
        label={texts.fields.reason}
        options={toOptions(reasonsOf(scan.lookup), nameReason)}
        name="reason"
        required
        value={reason}
        issue={issueOf(refusal, 'reason')}
        onChange={(event) => setReason(event.target.value)}
        // By itself Enter would open the list, or do nothing.
        onKeyDown={onEnter(({ form }) => form?.requestSubmit())}
      />
      {reason === 'OTHER' && <CommentField refusal={refusal} />}
    </DeskForm>
  );
}

function useReturn() {
  const scan = useScan();
  const cardField = useRef<HTMLInputElement>(null);
  const [reason, setReason] = useState(USUAL);
  const { outcome, run, forgetRefusal } = useCommand();
  const send = async (form: HTMLFormElement) => {
    const sent = new FormData(form);
    const input = toCommandInput(sent, []);
    const next = await run({ kind: 'TEMPORARY_CARD', command: 'WITHDRAW', id: scan.value.trim(), input });
    // Another one may have been scanned meanwhile.
    if (cardField.current?.value !== sent.get('cardId')) return;
    if (next.at === 'REFUSED' && next.refusal.__typename !== 'InputInvalid') cardField.current.select();
    if (next.at !== 'DONE') return;
    setReason(USUAL);
    scan.settle('');
    cardField.current.focus();
  };
  const takeBack = (form: HTMLFormElement) => {
    if (outcome.at !== 'RUNNING') void send(form);
  };
  return { scan, cardField, reason, setReason, outcome, takeBack, forgetRefusal };
}

/** The reasons that the API takes, once it has said what may be done with the card. */
function reasonsOf(lookup: CardLookup): readonly string[] {
  if (lookup.at !== 'FOUND') return [USUAL];
  const withdraw = lookup.card.availableTransitions.find(({ command }) => command === 'WITHDRAW');
  return withdraw?.reasons ?? [USUAL];
}
