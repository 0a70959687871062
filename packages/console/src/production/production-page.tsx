import { Tabs } from '@base-ui/react/tabs';
import { useSearchParams } from 'wouter';
import { operations } from '../kinds/operations.js';
import { useHasRole } from '../session/use-session.js';
import { NotFound } from '../shell/not-found.js';
import { texts } from '../texts/texts.js';
import { Page } from '../widgets/page.js';
import { ErrorsTab } from './errors-tab.js';
import { KiosksTab } from './kiosks-tab.js';
import { WorkTab } from './work-tab.js';
import styles from './production.module.css';

const TABS = ['work', 'kiosks', 'errors'] as const;

/** What is made: the work that waits, the kiosks, and what went wrong. The tab stands in the address. */
export function ProductionPage() {
  const [parameters, setParameters] = useSearchParams();
  const isMine = useHasRole(operations.readers);
  if (!isMine) return <NotFound />;
  const tab = TABS.find((each) => each === parameters.get('tab')) ?? TABS[0];
  const choose = (next: string) =>
    setParameters(next === TABS[0] ? new URLSearchParams() : new URLSearchParams({ tab: next }));
  return (
    <Page heading={texts.navigation[operations.path] ?? ''}>
      <Tabs.Root value={tab} onValueChange={choose}>
        <Tabs.List className={styles['tabs']} aria-label={texts.production.tabsLabel}>
          {TABS.map((each) => (
            <Tabs.Tab key={each} value={each} className={styles['tab']}>
              {texts.production.tabs[each]}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="work">
          <WorkTab />
        </Tabs.Panel>
        <Tabs.Panel value="kiosks">
          <KiosksTab />
        </Tabs.Panel>
        <Tabs.Panel value="errors">
          <ErrorsTab />
        </Tabs.Panel>
      </Tabs.Root>
    </Page>
  );
}
