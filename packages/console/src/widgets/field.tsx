import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import styles from './field.module.css';

/** What every field has besides its control. */
interface FieldProps {
  readonly label: string;
  /** What is wrong with what is in it, from the API or by its form; null: nothing. */
  readonly issue?: string | null;
  readonly hint?: string;
}

/** What ties a control to its label, its hint and what is wrong with it. */
interface Ties {
  readonly id: string;
  readonly className: string | undefined;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** A label, a control, and below them what is wrong, or a hint. */
function Field({ label, issue = null, hint, children }: FieldProps & { readonly children: (ties: Ties) => ReactNode }) {
  const id = useId();
  const line = issue ?? hint;
  const ties = {
    id,
    className: styles['control'],
    'aria-invalid': issue !== null,
    'aria-describedby': line === undefined ? undefined : `${id}-line`,
  };
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {children(ties)}
      {line !== undefined && (
        <span id={`${id}-line`} className={issue === null ? styles['hint'] : styles['issue']}>
          {line}
        </span>
      )}
    </div>
  );
}

/** A line of text. */
export function TextField({ label, issue = null, hint, ...rest }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} issue={issue} {...(hint === undefined ? {} : { hint })}>
      {(ties) => <input autoComplete="off" {...rest} {...ties} />}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({ label, issue = null, hint, ...rest }: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} issue={issue} {...(hint === undefined ? {} : { hint })}>
      {(ties) => <textarea rows={3} {...rest} {...ties} />}
    </Field>
  );
}

/** One of several values. */
export function SelectField({ label, issue = null, hint, ...rest }: FieldProps & ComponentProps<'select'>) {
  return (
    <Field label={label} issue={issue} {...(hint === undefined ? {} : { hint })}>
      {(ties) => <select {...rest} {...ties} />}
    </Field>
  );
}
