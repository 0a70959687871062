import type { FoundChargeCardFragment } from '../__generated__/documents.js';
import { useSearchParams } from 'wouter';
import { useList } from '../live/use-list.js';
import { texts } from '../texts/texts.js';
import { DAY_MS } from '../texts/time-units.js';
import { SelectField } from '../widgets/field.js';
import { ListPanel } from '../widgets/long-list.js';
import { withParameter } from '../widgets/with-parameter.js';
import { ChargeRow } from './charge-row.js';
import { findChargeCards } from './find-charge-cards.js';
import styles from './charge.module.css';

/** How many days ahead one may look. */
const DAYS = [7, 30, 90] as const;

/** What can be done with a card whose deactivation is scheduled. */
const COMMANDS = ['SCHEDULE_DEACTIVATION', 'CANCEL_DEACTIVATION'];

/** Charge cards that will be deactivated, the next first. */
export function ScheduledTab() {
  const [parameters, setParameters] = useSearchParams();
  const within = DAYS.find((days) => String(days) === parameters.get('within'));
  const list = useList(
    `scheduled ${within}`,
    (tessera, page) => findChargeCards(tessera, [{ deactivatesAt: until(within) }], page),
    { isStale: ({ subjectKind, commandName }) => subjectKind === 'CHARGE_CARD' && commandName !== 'IMPORT' },
  );
  const choose = (days: string) => setParameters((last) => withParameter(last, 'within', days));
  return (
    <>
      <div className={styles['search']}>
        <SelectField
          label={texts.charge.within}
          none={texts.charge.anyTime}
          options={DAYS.map((days) => ({ value: String(days), name: texts.charge.withinDays(days) }))}
          value={within ?? ''}
          onChange={(event) => choose(event.target.value)}
        />
      </div>
      <ListPanel
        heading={texts.charge.scheduled}
        list={list}
        empty={texts.charge.scheduledNothing}
        sort={nextFirst}
        row={(card) => <ChargeRow key={card.id} card={card} commands={COMMANDS} />}
      />
    </>
  );
}

/** The time in which it is scheduled; what is past due counts too. */
function until(days: number | undefined): { from: string; to?: string } {
  const from = new Date(0).toISOString();
  return days === undefined ? { from } : { from, to: new Date(Date.now() + days * DAY_MS).toISOString() };
}

function nextFirst(cards: readonly FoundChargeCardFragment[]): readonly FoundChargeCardFragment[] {
  return cards.toSorted((one, other) => (one.deactivatesAt ?? '').localeCompare(other.deactivatesAt ?? ''));
}
