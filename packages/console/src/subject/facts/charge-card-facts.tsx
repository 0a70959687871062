import type { ChargeCardSubjectFragment } from '../../__generated__/documents.js';
import { texts, toWords } from '../../texts/texts.js';
import { BoardLink, ThingLink } from '../links.js';
import { Moment } from '../moment.js';
import { FactList } from './fact-list.js';
import styles from '../subject.module.css';

/** What is known of a charge card. */
export function ChargeCardFacts({ card }: { readonly card: ChargeCardSubjectFragment }) {
  const { facts } = texts.subject;
  const { contractId, account, termsAcceptedAt, activationExpiresAt, deactivatesAt, duplicateOf, duplicates } = card;
  const owner = account && <BoardLink kind="CHARGE_CARD" parameter="owner" value={account.id} />;
  return (
    <FactList
      facts={[
        [facts.authorization, <Authorization authorization={card.authorization} />],
        [facts.rfid, <code>{`•••• ${card.rfidLast4}`}</code>],
        [facts.contractId, contractId === null ? facts.hidden : <code>{contractId}</code>],
        [facts.account, owner ?? facts.noAccount],
        [facts.subscription, card.subscriptionId],
        [facts.termsAccepted, termsAcceptedAt && <Moment at={termsAcceptedAt} />],
        [facts.activationExpires, activationExpiresAt && <Moment at={activationExpiresAt} />],
        [facts.deactivates, deactivatesAt && <Moment at={deactivatesAt} />],
        [facts.duplicateOf, duplicateOf && <ThingLink kind="CHARGE_CARD" thing={duplicateOf} />],
        [facts.duplicates, duplicates.length === 0 ? null : <Duplicates cards={duplicates} />],
      ]}
    />
  );
}

/** What a station is told, in words and in the terms of stations. */
function Authorization({ authorization }: Pick<ChargeCardSubjectFragment, 'authorization'>) {
  const { valid, whitelist, result } = authorization;
  const { authorizations, whitelists, facts } = texts.subject;
  return (
    <>
      <strong>{authorizations[result] ?? toWords(result)}</strong>
      <small className={styles['line']}>{whitelists[whitelist] ?? toWords(whitelist)}</small>
      <code className={styles['line']}>{facts.ocpi(valid, whitelist, result)}</code>
    </>
  );
}

function Duplicates({ cards }: { readonly cards: ChargeCardSubjectFragment['duplicates'] }) {
  return (
    <ul>
      {cards.map((card) => (
        <li key={card.id}>
          <ThingLink kind="CHARGE_CARD" thing={card} />
        </li>
      ))}
    </ul>
  );
}
