import type { Kind } from '../kinds/kind.js';
import type { Tab } from '../widgets/tabs.js';
import { Board } from '../board/board-page.js';
import { CreateButton } from '../commands/create-button.js';
import { useHasRole } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { Page } from '../widgets/page.js';
import { Tabs } from '../widgets/tabs.js';
import { ActivateButton } from './activate-button.js';
import { ImportTab } from './import/import-tab.js';
import { ScheduledTab } from './scheduled-tab.js';
import { SearchTab } from './search-tab.js';
import { CHARGING_STAFF } from './staff.js';

/** Charge cards: finding them, bringing them in, what will end, and the board of all. */
export function ChargeCardsPage({ kind }: { readonly kind: Kind }) {
  const isStaff = useHasRole(CHARGING_STAFF);
  const { tabs } = texts.charge;
  const imports: readonly Tab[] = isStaff ? [{ id: 'import', label: tabs.import, content: <ImportTab /> }] : [];
  const heading = texts.navigation.kinds[kind.name];
  return (
    <Page
      heading={heading}
      actions={
        <>
          <CreateButton kind={kind} />
          <ActivateButton />
        </>
      }
    >
      <Tabs
        label={heading}
        tabs={[
          { id: 'search', label: tabs.search, content: <SearchTab /> },
          ...imports,
          { id: 'scheduled', label: tabs.scheduled, content: <ScheduledTab /> },
          { id: 'board', label: tabs.board, content: <Board kind={kind} /> },
        ]}
      />
    </Page>
  );
}
