import type { Kiosk } from '@tessera/sdk';
import type { Tone } from '../widgets/chip.js';
import { GetKioskWorkDocument } from '../__generated__/documents.js';
import { Answered } from '../live/answered.js';
import { useAsk } from '../live/use-ask.js';
import { nameKioskStatus, texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { Chip } from '../widgets/chip.js';
import { Count } from '../widgets/count.js';
import { OperationList } from './operation-list.js';
import styles from './production.module.css';

/** The tones of what a kiosk can do. */
const TONES: Readonly<Record<string, Tone>> = { READY: 'good', NOT_READY: 'wait', OFFLINE: 'over' };

/** How many operations of each sort are shown. */
const SHOWN = 3;

interface KioskCardProps {
  readonly kiosk: Kiosk;
  /** Null: it is not the viewer’s to change. */
  readonly onEdit: (() => void) | null;
}

/** A kiosk: its status, its branch, what it is making and what went wrong last. */
export function KioskCard({ kiosk, onEdit }: KioskCardProps) {
  const { id } = kiosk;
  const asked = useAsk(
    `kiosk ${id}`,
    (tessera, signal) => tessera.execute(GetKioskWorkDocument, { kioskId: id, first: SHOWN }, { signal }),
    { isStale: ({ row }) => row?.kioskId === id },
  );
  return (
    <section className={styles['kiosk']} aria-label={id}>
      <KioskHead kiosk={kiosk} onEdit={onEdit} />
      <Answered asked={asked}>
        {({ atWork, failed }) => (
          <>
            <Heading words={texts.production.atWork} count={atWork.totalCount} />
            <OperationList operations={atWork.nodes} none={texts.production.idle} />
            <Heading words={texts.production.lastErrors} count={failed.totalCount} />
            <OperationList operations={failed.nodes} none={texts.production.noErrors} hasErrors />
          </>
        )}
      </Answered>
    </section>
  );
}

function KioskHead({ kiosk: { id, branch, status }, onEdit }: KioskCardProps) {
  const { change, noBranch } = texts.production;
  return (
    <header className={styles['kioskHead']}>
      <h2>{id}</h2>
      <div>
        <Chip tone={TONES[status] ?? 'over'}>{nameKioskStatus(status)}</Chip>
      </div>
      {onEdit !== null && (
        <Button emphasis="quiet" className={styles['edit'] ?? ''} aria-label={`${change} ${id}`} onClick={onEdit}>
          {change}
        </Button>
      )}
      <p className={branch === null ? styles['lacking'] : styles['quiet']}>{branch ?? noBranch}</p>
    </header>
  );
}

/** With how many there are in all, where there are more than are shown. */
function Heading({ words, count }: { readonly words: string; readonly count: number }) {
  return (
    <h3>
      {words} {count > SHOWN && <Count of={count} />}
    </h3>
  );
}
