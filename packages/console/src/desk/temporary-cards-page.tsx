import type { CardRole } from '@tessera/sdk';
import type { Kind } from '../kinds/kind.js';
import { Board } from '../board/board-page.js';
import { CreateButton } from '../commands/create-button.js';
import { useHasRole } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { Page } from '../widgets/page.js';
import { Tabs } from '../widgets/tabs.js';
import { Desk } from './desk.js';

/** Who hands cards out and takes them back. */
const DESK_STAFF: readonly CardRole[] = ['OPERATOR'];

/** Temporary cards: the desk where operators hand them out and take them back, and the board of all. */
export function TemporaryCardsPage({ kind }: { readonly kind: Kind }) {
  const hasDesk = useHasRole(DESK_STAFF);
  const { tabs } = texts.desk;
  const board = { id: 'board', label: tabs.board, content: <Board kind={kind} /> };
  const heading = texts.navigation.kinds[kind.name];
  return (
    <Page heading={heading} actions={<CreateButton kind={kind} />}>
      {hasDesk ? (
        <Tabs label={heading} tabs={[{ id: 'desk', label: tabs.desk, content: <Desk /> }, board]} />
      ) : (
        board.content
      )}
    </Page>
  );
}
