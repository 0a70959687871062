import type { ComponentProps } from 'react';
import styles from './button.module.css';

/** How much a button asks for attention; `danger` for what cannot be taken back. */
export type Emphasis = 'plain' | 'primary' | 'danger' | 'quiet';

/** A button; `isBusy` while what it began is under way: it then does nothing, and says so. */
export function Button({
  emphasis = 'plain',
  isBusy = false,
  className = '',
  onClick,
  ...rest
}: ComponentProps<'button'> & { readonly emphasis?: Emphasis; readonly isBusy?: boolean }) {
  return (
    <button
      type="button"
      {...rest}
      className={`${styles['button']} ${styles[emphasis]} ${className}`}
      aria-busy={isBusy}
      aria-disabled={isBusy || rest['aria-disabled']}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    />
  );
}
