import type { ChargeCardFilter, FoundChargeCardFragment } from '../__generated__/documents.js';
import type { SubmitEvent } from 'react';
import type { SearchTerm } from './use-search.js';
import { readText } from '../commands/read-form.js';
import { useList } from '../live/use-list.js';
import { useHasRole } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { TextField } from '../widgets/field.js';
import { ListPanel } from '../widgets/long-list.js';
import { ChargeRow } from './charge-row.js';
import { findChargeCards } from './find-charge-cards.js';
import { CHARGING_STAFF } from './staff.js';
import { useSearch } from './use-search.js';
import styles from './charge.module.css';

/** What can be done with a card right where it was found. */
const COMMANDS = ['BLOCK', 'UNBLOCK', 'RESUME'];

/** Finds charge cards by what is printed on them or what is in them. */
export function SearchTab() {
  const isStaff = useHasRole(CHARGING_STAFF);
  const term = useSearch(isStaff);
  const { search } = term;
  return (
    <>
      <SearchForm term={term} isStaff={isStaff} />
      {search !== null && typeof search !== 'string' && <Results filters={search.filters} />}
    </>
  );
}

function SearchForm({ term, isStaff }: { readonly term: SearchTerm; readonly isStaff: boolean }) {
  const { text, search, setText } = term;
  const words = texts.charge;
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    setText(readText(new FormData(event.currentTarget), 'term'));
  };
  return (
    <form role="search" className={styles['search']} onSubmit={submit}>
      <TextField
        key={text}
        type="search"
        name="term"
        label={isStaff ? words.search : words.searchLast4}
        hint={isStaff ? words.searchHint : undefined}
        defaultValue={text}
        spellCheck={false}
        autoFocus
        issue={typeof search === 'string' ? words.unusable[search] : null}
      />
      <Button type="submit" emphasis="primary">
        {words.find}
      </Button>
    </form>
  );
}

function Results({ filters }: { readonly filters: readonly ChargeCardFilter[] }) {
  const list = useList(
    `charge cards ${JSON.stringify(filters)}`,
    (tessera, page) => findChargeCards(tessera, filters, page),
    { isStale: ({ subjectKind }) => subjectKind === 'CHARGE_CARD' },
  );
  return (
    <ListPanel
      heading={texts.charge.found}
      list={list}
      empty={texts.charge.foundNothing}
      row={(card) => <ChargeRow key={card.id} card={card} commands={COMMANDS} />}
    >
      <p role="status" className="visually-hidden">
        {list.items !== undefined && texts.charge.foundCount(list.total)}
      </p>
      {list.items?.some(isSuspendable) === true && <p className={styles['note']}>{texts.charge.suspendByApi}</p>}
    </ListPanel>
  );
}

/** Whether the viewer may suspend the card, which is not done here. */
function isSuspendable({ availableTransitions }: FoundChargeCardFragment): boolean {
  return availableTransitions.some(({ command, allowed, apiOnly }) => command === 'SUSPEND' && allowed && apiOnly);
}
