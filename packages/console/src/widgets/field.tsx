import type { ComponentProps, ReactNode } from 'react';
import type { Option } from './option.js';
import { useId } from 'react';
import styles from './field.module.css';

/** What every field has besides its control. */
interface FieldProps {
  readonly label: string;
  /** What is wrong with what is in it, from the API or by its form; null: nothing. */
  readonly issue?: string | null;
  readonly hint?: string | undefined;
  /** What a line elsewhere says of what is in it: the line’s id, and whether it says that something is wrong. */
  readonly judgedBy?: { readonly lineId: string; readonly isBad: boolean } | undefined;
}

/** What ties a control to its label, its hint and what is wrong with it. */
interface Ties {
  readonly id: string;
  readonly className: string | undefined;
  readonly 'aria-invalid': boolean;
  readonly 'aria-describedby': string | undefined;
}

/** A label, a control, and below them what is wrong, which screen readers tell at once, or a hint. */
function Field({
  label,
  issue = null,
  hint,
  judgedBy,
  children,
}: FieldProps & { children: (ties: Ties) => ReactNode }) {
  const id = useId();
  const lineId = `${id}-line`;
  const line = issue ?? hint;
  const kind = issue === null ? 'hint' : 'issue';
  const ties = {
    id,
    className: styles['control'],
    'aria-invalid': issue !== null || judgedBy?.isBad === true,
    'aria-describedby': line === undefined ? judgedBy?.lineId : lineId,
  };
  return (
    <div className={styles['field']}>
      <label htmlFor={id}>{label}</label>
      {children(ties)}
      {line !== undefined && (
        <span key={kind} id={lineId} className={styles[kind]} role={issue === null ? undefined : 'alert'}>
          {line}
        </span>
      )}
    </div>
  );
}

/** A line of text. */
export function TextField({ label, issue = null, hint, judgedBy, ...rest }: FieldProps & ComponentProps<'input'>) {
  return (
    <Field label={label} issue={issue} hint={hint} judgedBy={judgedBy}>
      {(ties) => <input autoComplete="off" {...rest} {...ties} />}
    </Field>
  );
}

/** Several lines of text. */
export function TextArea({ label, issue = null, hint, ...rest }: FieldProps & ComponentProps<'textarea'>) {
  return (
    <Field label={label} issue={issue} hint={hint}>
      {(ties) => <textarea rows={3} {...rest} {...ties} />}
    </Field>
  );
}

interface SelectProps extends FieldProps, Omit<ComponentProps<'select'>, 'children'> {
  /** What can be chosen. */
  readonly options: readonly Option[];
  /** What stands there while nothing is; absent: something always is. */
  readonly none?: string;
}

/** One of several values. */
export function SelectField({ label, issue = null, hint, options, none, ...rest }: SelectProps) {
  return (
    <Field label={label} issue={issue} hint={hint}>
      {(ties) => (
        <select {...rest} {...ties}>
          {none !== undefined && <option value="">{none}</option>}
          {options.map(({ value, name }) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
