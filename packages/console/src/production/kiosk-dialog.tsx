import type { Kiosk, KioskStatus, Refusal } from '@tessera/sdk';
import type { SubmitEvent } from 'react';
import type { KioskValues } from './save-kiosk.js';
import { useState } from 'react';
import { issueOf, RefusalNotice } from '../commands/refusal-notice.js';
import { SendButton } from '../commands/send-button.js';
import { refusalOf, useRunner } from '../commands/use-command.js';
import { nameKioskStatus, texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { Dialog, DialogActions } from '../widgets/dialog.js';
import { SelectField, TextField } from '../widgets/field.js';
import { FaultNotice } from '../widgets/notice.js';
import { toOptions } from '../widgets/option.js';
import { saveKiosk } from './save-kiosk.js';
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
  const [values, setValues] = useState(() => toValues(kiosk));
  const { outcome, run } = useRunner(saveKiosk);
  const refusal = refusalOf(outcome);
  const save = async (version = kiosk?.version) => {
    const { at } = await run({ values, version });
    if (at === 'DONE') onSaved(values.id);
  };
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    void save();
  };
  const heading = kiosk === null ? texts.production.register : texts.production.changeHeading(kiosk.id);
  return (
    <Dialog heading={heading} onClose={onClose}>
      <form className={styles['form']} onSubmit={submit}>
        <KioskFields isNew={kiosk === null} values={values} refusal={refusal} onChange={setValues} />
        {refusal !== null && describeTaken(refusal) === null && (
          <RefusalNotice refusal={refusal} fields={FIELDS} onRetry={(version) => void save(version)} />
        )}
        {outcome.at === 'FAILED' && <FaultNotice isOfCommand fault={outcome.fault} onRetry={() => void save()} />}
        <DialogActions>
          <Button onClick={onClose}>{texts.general.cancel}</Button>
          <SendButton outcome={outcome}>{texts.production.save}</SendButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}

/** What the fields begin with. */
function toValues(kiosk: Kiosk | null): KioskValues {
  return { id: kiosk?.id ?? '', branch: kiosk?.branch ?? '', status: kiosk?.status ?? 'OFFLINE' };
}

interface KioskFieldsProps {
  readonly isNew: boolean;
  readonly values: KioskValues;
  readonly refusal: Refusal | null;
  readonly onChange: (values: KioskValues) => void;
}

function KioskFields({ isNew, values, refusal, onChange }: KioskFieldsProps) {
  const { production: words } = texts;
  const change = (changed: Partial<KioskValues>) => onChange({ ...values, ...changed });
  return (
    <>
      {isNew && (
        <TextField
          label={words.kioskId}
          hint={words.kioskIdHint}
          required
          value={values.id}
          issue={describeTaken(refusal) ?? issueOf(refusal, 'id')}
          onChange={(event) => change({ id: event.target.value })}
        />
      )}
      <TextField
        label={words.branch}
        hint={words.branchHint}
        value={values.branch}
        issue={issueOf(refusal, 'branch')}
        onChange={(event) => change({ branch: event.target.value })}
      />
      <SelectField
        label={words.status}
        options={toOptions(STATUSES, nameKioskStatus)}
        value={values.status}
        issue={issueOf(refusal, 'status')}
        onChange={(event) => change({ status: STATUSES.find((each) => each === event.target.value) ?? values.status })}
      />
    </>
  );
}

/** That another kiosk has the id: it is said beside the field; null: none has. */
function describeTaken(refusal: Refusal | null): string | null {
  return refusal?.__typename === 'GuardRefused' && refusal.guard === 'ID_TAKEN' ? refusal.message : null;
}
