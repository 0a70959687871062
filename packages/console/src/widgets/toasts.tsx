import type { ReactNode } from 'react';
import { Toast } from '@base-ui/react/toast';
import { texts } from '../texts/texts.js';
import styles from './toasts.module.css';

/** Shows short messages of what was done, above everything within; screen readers tell them too. */
export function Toasts({ children }: { readonly children: ReactNode }) {
  return (
    <Toast.Provider timeout={6_000}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles['viewport']}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts } = Toast.useToastManager();
  return toasts.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles['toast']}>
      <Toast.Content className={styles['content']}>
        <div>
          <Toast.Title render={<p />} />
          <Toast.Description render={<p />} />
        </div>
        <Toast.Close className={styles['close']} aria-label={texts.general.close}>
          ×
        </Toast.Close>
      </Toast.Content>
    </Toast.Root>
  ));
}

/** Shows a message for a while, and below it what leads further. */
export function useToasts(): { readonly show: (message: string, further?: ReactNode) => void } {
  const manager = Toast.useToastManager();
  return { show: (message, further) => manager.add({ title: message, description: further }) };
}
