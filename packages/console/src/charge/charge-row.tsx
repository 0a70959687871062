import type { FoundChargeCardFragment } from '../__generated__/documents.js';
import { Link } from 'wouter';
import { RowCommands } from '../commands/row-commands.js';
import { pathOf } from '../kinds/kinds.js';
import { formatMoment } from '../texts/format.js';
import { texts } from '../texts/texts.js';
import { Ago } from '../widgets/ago.js';
import { StateChip } from '../kinds/state-chip.js';
import styles from './charge.module.css';

/** A charge card in a list: which one, whose, how it stands, and what can be done with it right here. */
export function ChargeRow({
  card,
  commands,
}: {
  readonly card: FoundChargeCardFragment;
  /** What can be done right here, where it is open to the viewer. */
  readonly commands: readonly string[];
}) {
  const { id, contractId, rfidLast4, state, account, availableTransitions } = card;
  return (
    <li className={styles['row']}>
      <div className={styles['which']}>
        <Link href={pathOf('CHARGE_CARD', id)} className={styles['contract'] ?? ''}>
          {contractId ?? texts.charge.withoutContractId}
        </Link>
        <span className={styles['small']}>{texts.charge.rfidEnds(rfidLast4)}</span>
      </div>
      <span>
        <StateChip kind="CHARGE_CARD" state={state} />
      </span>
      <div className={styles['which']}>
        <span>{account?.id ?? texts.charge.noAccount}</span>
        <EndLine card={card} />
      </div>
      <div className={styles['actions']}>
        <RowCommands kind="CHARGE_CARD" subject={card} options={availableTransitions} wanted={commands} />
      </div>
    </li>
  );
}

/** When the card ends by itself, if it does. */
function EndLine({ card: { activationExpiresAt, deactivatesAt } }: { readonly card: FoundChargeCardFragment }) {
  const end = deactivatesAt ?? activationExpiresAt;
  if (end === null) return null;
  const words = deactivatesAt === null ? texts.charge.lapses : texts.charge.deactivates;
  return (
    <span className={styles['small']}>
      {words(formatMoment(end))} · <Ago at={end} />
    </span>
  );
}
