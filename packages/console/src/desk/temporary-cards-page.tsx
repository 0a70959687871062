import { Board } from '../board/board-page.js';
import { CreateButton } from '../commands/create-button.js';
import { temporaryCards } from '../kinds/temporary-cards.js';
import { useHasRole } from '../session/use-session.js';
import { NotFound } from '../shell/not-found.js';
import { texts } from '../texts/texts.js';
import { Page } from '../widgets/page.js';
import { Tabs } from '../widgets/tabs.js';
import { Desk } from './desk.js';

/** Temporary cards: the desk where operators hand them out and take them back, and the board of all. */
export function TemporaryCardsPage() {
  const isMine = useHasRole(temporaryCards.followers);
  const isOperator = useHasRole(['OPERATOR']);
  if (!isMine) return <NotFound />;
  const board = { id: 'board', label: texts.desk.tabs.board, content: <Board kind={temporaryCards} /> };
  const heading = texts.navigation.kinds[temporaryCards.name];
  return (
    <Page heading={heading} actions={<CreateButton kind={temporaryCards} />}>
      {isOperator ? (
        <Tabs label={heading} tabs={[{ id: 'desk', label: texts.desk.tabs.desk, content: <Desk /> }, board]} />
      ) : (
        board.content
      )}
    </Page>
  );
}
