import type { ReactNode } from 'react';
import { Tabs as Base } from '@base-ui/react/tabs';
import { useSearchParams } from 'wouter';
import { withParameter } from './with-parameter.js';
import styles from './tabs.module.css';

/** A tab, and what it shows. */
export interface Tab {
  /** Its name in the address: `?tab=import`. */
  readonly id: string;
  readonly label: string;
  readonly content: ReactNode;
}

/** Parts of a page, one at a time: which one stands in the address. The first is shown where none does. */
export function Tabs({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) {
  const [parameters, setParameters] = useSearchParams();
  const wanted = parameters.get('tab');
  const first = tabs[0]?.id;
  const shown = tabs.find(({ id }) => id === wanted)?.id ?? first;
  const show = (id: string) => setParameters((last) => withParameter(last, 'tab', id === first ? '' : id));
  return (
    <Base.Root value={shown} onValueChange={(id) => show(String(id))}>
      <Base.List className={styles['list']} aria-label={label}>
        {tabs.map((tab) => (
          <Base.Tab key={tab.id} value={tab.id} className={styles['tab']}>
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      {tabs.map(({ id, content }) => (
        <Base.Panel key={id} value={id} className={styles['panel']}>
          {content}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
