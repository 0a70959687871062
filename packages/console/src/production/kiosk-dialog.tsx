import type { Kiosk, KioskStatus } from '@tessera/sdk';
import type { SubmitEvent } from 'react';
import type { Outcome } from '../commands/use-command.js';
import type { KioskValues } from './use-save-kiosk.js';
import { useState } from 'react';
import { issueOf, RefusalNotice } from '../commands/refusal-notice.js';
import { nameKioskStatus, texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { Dialog, DialogActions } from '../widgets/dialog.js';
import { SelectField, TextField } from '../widgets/field.js';
import { FaultNotice } from '../widgets/notice.js';
import { toOptions } from '../widgets/option.js';
import { useSaveKiosk } from './use-save-kiosk.js';
import styles from './production.module.css';

const STATUSES: readonly KioskStatus[] = ['READY', 'NOT_READY', 'OFFLINE'];

/** The names of the fields, as refusals name them. */
const FIELDS = ['id', 'branch', 'status'];

interface KioskDialogProps {
  /** What is changed; null: one is registered. */
  readonly kiosk: Kiosk | null;
  readonly onClose: () => void;
  readonly onSaved: (id: string) => void;
}

/** Registers a kiosk, or changes one. */
export function KioskDialog({ kiosk, onClose, onSaved }: KioskDialogProps) {
  const [values, setValues] = useState<KioskValues>({
    id: kiosk?.id ?? '',
    branch: kiosk?.branch ?? '',
    status: kiosk?.status ?? 'OFFLINE',
  });
  const { outcome, save } = useSaveKiosk(kiosk, () => onSaved(values.id));
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void save(values);
  };
  const heading = kiosk === null ? texts.production.register : texts.production.changeHeading(kiosk.id);
  return (
    <Dialog heading={heading} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <KioskFields isNew={kiosk === null} values={values} outcome={outcome} onChange={setValues} />
        {outcome.at === 'REFUSED' && describeTaken(outcome) === null && (
          <RefusalNotice refusal={outcome.refusal} fields={FIELDS} onRetry={(version) => void save(values, version)} />
        )}
        {outcome.at === 'FAILED' && <FaultNotice isOfCommand fault={outcome.fault} onRetry={() => void save(values)} />}
        <DialogActions>
          <Button onClick={onClose}>{texts.general.cancel}</Button>
          <Button type="submit" emphasis="primary" isBusy={outcome.at === 'RUNNING'}>
            {outcome.at === 'RUNNING' ? texts.commandDesk.sending : texts.production.save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}

interface KioskFieldsProps {
  readonly isNew: boolean;
  readonly values: KioskValues;
  readonly outcome: Outcome;
  readonly onChange: (values: KioskValues) => void;
}

function KioskFields({ isNew, values, outcome, onChange }: KioskFieldsProps) {
  const refusal = outcome.at === 'REFUSED' ? outcome.refusal : null;
  const { production: words } = texts;
  return (
    <>
      {isNew && (
        <TextField
          label={words.kioskId}
          hint={words.kioskIdHint}
          required
          value={values.id}
          issue={describeTaken(outcome) ?? issueOf(refusal, 'id')}
          onChange={(event) => onChange({ ...values, id: event.target.value })}
        />
      )}
      <TextField
        label={words.branch}
        hint={words.branchHint}
        value={values.branch}
        issue={issueOf(refusal, 'branch')}
        onChange={(event) => onChange({ ...values, branch: event.target.value })}
      />
      <SelectField
        label={words.status}
        value={values.status}
        issue={issueOf(refusal, 'status')}
        onChange={(event) => {
          const status = STATUSES.find((each) => each === event.target.value);
          if (status !== undefined) onChange({ ...values, status });
        }}
        options={toOptions(STATUSES, nameKioskStatus)}
      />
    </>
  );
}

/** That another kiosk has the id: it is said beside the field; null: none has. */
function describeTaken(outcome: Outcome): string | null {
  if (outcome.at !== 'REFUSED' || outcome.refusal.__typename !== 'GuardRefused') return null;
  return outcome.refusal.guard === 'ID_TAKEN' ? outcome.refusal.message : null;
}
