import type { Refusal } from '@tessera/sdk';
import type { SubmitEvent } from 'react';
import type { CommandInput } from './call-command.js';
import type { CommandOption, CommandRequest } from './command-request.js';
import type { Outcome } from './use-command.js';
import { useState } from 'react';
import { nameCommand, nameReason, nameState, texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { Dialog, DialogActions } from '../widgets/dialog.js';
import { SelectField } from '../widgets/field.js';
import { FaultNotice, Notice } from '../widgets/notice.js';
import { toOptions } from '../widgets/option.js';
import { CommentField } from './comment-field.js';
import { CommandFieldControl } from './command-field-control.js';
import { askedFields, isIrreversible, SHOWS_RESULT } from './command-fields.js';
import { toCommandInput } from './read-form.js';
import { issueOf, RefusalNotice } from './refusal-notice.js';
import { SendButton } from './send-button.js';
import { refusalOf } from './use-command.js';
import styles from './commands.module.css';

interface CommandDialogProps {
  readonly request: CommandRequest;
  /** What was sent last, or what the fields begin with. */
  readonly input: CommandInput;
  readonly outcome: Outcome;
  readonly onSend: (input: CommandInput) => void;
  readonly onRetry: (version?: number) => void;
  readonly onClose: () => void;
}

/** Asks for exactly what the rule demands: its own fields, its reason, and a comment where there must be one. */
export function CommandDialog({ request, input, outcome, onSend, onRetry, onClose }: CommandDialogProps) {
  const { kind, subject, option } = request;
  const fields = askedFields(request);
  const refusal = refusalOf(outcome);
  const name = nameCommand(option.command);
  const makes = subject === null && request.asksId !== true;
  const heading = makes ? (texts.commandDesk.create[kind] ?? name) : name;
  const isFinal = isIrreversible(kind, option.command);
  if (outcome.at === 'DONE' && option.command === SHOWS_RESULT)
    return <DoneDialog result={outcome.result} heading={name} onClose={onClose} />;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const { expectedVersion } = input;
    const given = toCommandInput(new FormData(event.currentTarget), fields);
    onSend({ ...given, ...(expectedVersion === undefined ? {} : { expectedVersion }) });
  };
  return (
    <Dialog heading={heading} line={subject?.id ?? texts.kinds[kind]} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        {option.to !== null && <p>{texts.commandDesk.leadsTo(nameState(kind, option.to))}</p>}
        {isFinal && <p>{texts.commandDesk.irreversible}</p>}
        {fields.map((field) => (
          <CommandFieldControl
            key={field.name}
            field={field}
            initial={input[field.name]}
            issue={issueOf(refusal, field.name)}
          />
        ))}
        <ReasonFields option={option} refusal={refusal} />
        {refusal !== null && (
          <RefusalNotice
            refusal={refusal}
            kind={kind}
            fields={['reason', 'comment', ...fields.map((field) => field.name)]}
            wanted={subject === null ? undefined : { kind, id: subject.id, command: option.command }}
            onRetry={onRetry}
          />
        )}
        {outcome.at === 'FAILED' && <FaultNotice isOfCommand fault={outcome.fault} onRetry={() => onRetry()} />}
        <DialogActions>
          <Button onClick={onClose}>{texts.general.cancel}</Button>
          <SendButton outcome={outcome} emphasis={isFinal ? 'danger' : 'primary'}>
            {name}
          </SendButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** The reason, where the command has a list of them, and the comment, where there must be one. */
function ReasonFields({ option, refusal }: { readonly option: CommandOption; readonly refusal: Refusal | null }) {
  const [reason, setReason] = useState('');
  const mustComment = option.commentRequired || reason === 'OTHER' || issueOf(refusal, 'comment') !== null;
  return (
    <>
      {option.reasons.length > 0 && (
        <SelectField
          label={texts.fields.reason}
          name="reason"
          required={option.reasonRequired}
          value={reason}
          issue={issueOf(refusal, 'reason')}
          onChange={(event) => setReason(event.target.value)}
          none={option.reasonRequired ? texts.commandDesk.choose : texts.commandDesk.noReason}
          options={toOptions(option.reasons, nameReason)}
        />
      )}
      {mustComment && <CommentField refusal={refusal} />}
    </>
  );
}

/** What a command has told that is told once: the RFID in full. */
function DoneDialog({
  result,
  heading,
  onClose,
}: {
  readonly result: Readonly<Record<string, unknown>>;
  readonly heading: string;
  readonly onClose: () => void;
}) {
  return (
    <Dialog heading={heading} onClose={onClose}>
      <Notice tone="good">
        <p>{texts.commandDesk.revealed}</p>
        <output className={styles['revealed']}>{typeof result['rfid'] === 'string' ? result['rfid'] : ''}</output>
      </Notice>
      <DialogActions>
        <Button onClick={onClose}>{texts.general.close}</Button>
      </DialogActions>
    </Dialog>
  );
}
