import type { Kiosk } from '@tessera/sdk';
import type { ShopOperationFragment } from '../__generated__/documents.js';
import { GetKioskWorkDocument } from '../__generated__/documents.js';
import { useAsk } from '../live/use-ask.js';
import { texts, toWords } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { FaultNotice } from '../widgets/notice.js';
import { ErrorWords } from './error-words.js';
import { OperationLine } from './operation-line.js';
import styles from './production.module.css';

/** How many operations of each sort are shown. */
const SHOWN = 3;

/** A kiosk: its status, its branch, what it is making and what went wrong last. */
export function KioskCard({ kiosk, onEdit }: { readonly kiosk: Kiosk; readonly onEdit: (() => void) | null }) {
  const { id, branch, status } = kiosk;
  const { data, fault, reload } = useAsk(
    `kiosk ${id}`,
    (tessera, signal) => tessera.execute(GetKioskWorkDocument, { kioskId: id, first: SHOWN }, { signal }),
    { isStale: ({ row }) => row?.kioskId === id },
  );
  return (
    <section className={styles['kiosk']} aria-label={id}>
      <header className={styles['kioskHead']}>
        <h2>{id}</h2>
        <span className={`${styles['status']} ${styles[status]}`}>
          {texts.production.statuses[status] ?? toWords(status)}
        </span>
        {onEdit !== null && (
          <Button
            emphasis="quiet"
            className={styles['edit'] ?? ''}
            aria-label={`${texts.production.change} ${id}`}
            onClick={onEdit}
          >
            {texts.production.change}
          </Button>
        )}
        <p className={branch === null ? styles['lacking'] : styles['quiet']}>{branch ?? texts.production.noBranch}</p>
      </header>
      {fault !== null && <FaultNotice fault={fault} onRetry={reload} />}
      <h3>
        {texts.production.atWork} <Count count={data?.atWork.totalCount} />
      </h3>
      <Operations operations={data?.atWork.nodes} none={texts.production.idle} />
      <h3>
        {texts.production.lastErrors} <Count count={data?.failed.totalCount} />
      </h3>
      <Operations operations={data?.failed.nodes} none={texts.production.noErrors} hasErrors />
    </section>
  );
}

/** How many there are in all, where there are more than are shown. */
function Count({ count = 0 }: { readonly count: number | undefined }) {
  return count > SHOWN && <span className={styles['count']}>{count.toLocaleString('en')}</span>;
}

interface OperationsProps {
  /** Undefined until they are known. */
  readonly operations: readonly ShopOperationFragment[] | undefined;
  readonly none: string;
  readonly hasErrors?: boolean;
}

function Operations({ operations, none, hasErrors = false }: OperationsProps) {
  if (operations === undefined) return <p className={styles['quiet']}>{texts.general.loading}</p>;
  if (operations.length === 0) return <p className={styles['quiet']}>{none}</p>;
  return (
    <ul className={styles['list']}>
      {operations.map((operation) => (
        <li key={operation.id} className={styles['item']}>
          <OperationLine operation={operation} />
          {hasErrors && <ErrorWords operation={operation} />}
        </li>
      ))}
    </ul>
  );
}
