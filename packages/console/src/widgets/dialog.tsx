import type { ReactNode } from 'react';
import { Dialog as Base } from '@base-ui/react/dialog';
import { texts } from '../texts/texts.js';
import styles from './dialog.module.css';

/** A dialog above the page. It takes the focus, gives it back, and Escape closes it. */
export function Dialog({
  heading,
  line,
  onClose,
  children,
}: {
  readonly heading: string;
  readonly line?: ReactNode;
  readonly onClose: () => void;
  readonly children: ReactNode;
}) {
  return (
    <Base.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={styles['popup']}>
          <Base.Title className={styles['title']}>{heading}</Base.Title>
          {line !== undefined && <Base.Description className={styles['line']}>{line}</Base.Description>}
          {children}
          <Base.Close className={styles['close']} aria-label={texts.general.close}>
            ×
          </Base.Close>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The buttons at the end of a dialog. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return <div className={styles['actions']}>{children}</div>;
}
