import type { Kiosk } from '@tessera/sdk';
import type { Tone } from '../widgets/chip.js';
import { GetKioskWorkDocument } from '../__generated__/documents.js';
import { Answered } from '../live/answered.js';
import { useAsk } from '../live/use-ask.js';
import { formatNumber } from '../texts/format.js';
import { texts, toWords } from '../texts/texts.js';
import { Chip } from '../widgets/chip.js';
import { Button } from '../widgets/button.js';
import { OperationList } from './operation-list.js';
import styles from './production.module.css';

/** The tones of what a kiosk can do. */
const TONES: Readonly<Record<string, Tone>> = { READY: 'good', NOT_READY: 'wait', OFFLINE: 'over' };

/** How many operations of each sort are shown. */
const SHOWN = 3;

/** A kiosk: its status, its branch, what it is making and what went wrong last. */
export function KioskCard({ kiosk, onEdit }: { readonly kiosk: Kiosk; readonly onEdit: (() => void) | null }) {
  const { id, branch, status } = kiosk;
  const asked = useAsk(
    `kiosk ${id}`,
    (tessera, signal) => tessera.execute(GetKioskWorkDocument, { kioskId: id, first: SHOWN }, { signal }),
    { isStale: ({ row }) => row?.kioskId === id },
  );
  return (
    <section className={styles['kiosk']} aria-label={id}>
      <header className={styles['kioskHead']}>
        <h2>{id}</h2>
        <div>
          <Chip tone={TONES[status] ?? 'over'}>{texts.production.statuses[status] ?? toWords(status)}</Chip>
        </div>
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
      <Answered asked={asked}>
        {({ atWork, failed }) => (
          <>
            <h3>
              {texts.production.atWork} <Count count={atWork.totalCount} />
            </h3>
            <OperationList operations={atWork.nodes} none={texts.production.idle} />
            <h3>
              {texts.production.lastErrors} <Count count={failed.totalCount} />
            </h3>
            <OperationList operations={failed.nodes} none={texts.production.noErrors} hasErrors />
          </>
        )}
      </Answered>
    </section>
  );
}

/** How many there are in all, where there are more than are shown. */
function Count({ count }: { readonly count: number }) {
  return count > SHOWN && <span className={styles['count']}>{formatNumber(count)}</span>;
}
