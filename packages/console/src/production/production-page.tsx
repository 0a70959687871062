import type { Kind } from '../kinds/kind.js';
import type { Tab } from '../widgets/tabs.js';
import { texts } from '../texts/texts.js';
import { Page } from '../widgets/page.js';
import { Tabs } from '../widgets/tabs.js';
import { ErrorsTab } from './errors-tab.js';
import { KiosksTab } from './kiosks-tab.js';
import { WorkTab } from './work-tab.js';

const TABS: readonly Tab[] = [
  { id: 'work', label: texts.production.tabs.work, content: <WorkTab /> },
  { id: 'kiosks', label: texts.production.tabs.kiosks, content: <KiosksTab /> },
  { id: 'errors', label: texts.production.tabs.errors, content: <ErrorsTab /> },
];

/** What is made: the work that waits, the kiosks, and what went wrong. */
export function ProductionPage({ kind }: { readonly kind: Kind }) {
  return (
    <Page heading={texts.navigation.kinds[kind.name]}>
      <Tabs label={texts.production.tabsLabel} tabs={TABS} />
    </Page>
  );
}
