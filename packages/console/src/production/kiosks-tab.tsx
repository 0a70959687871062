import type { CardRole, Kiosk } from '@tessera/sdk';
import { useState } from 'react';
import { Answered } from '../live/answered.js';
import { useAsk } from '../live/use-ask.js';
import { useKiosks } from '../live/use-lists.js';
import { useHasRole } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { useToasts } from '../widgets/toasts.js';
import { KioskCard } from './kiosk-card.js';
import { KioskDialog } from './kiosk-dialog.js';
import styles from './production.module.css';

/** Who administers kiosks. */
const ADMINISTRATORS: readonly CardRole[] = ['TENANT_ADMIN'];

/** Every kiosk: what it can do, what it is doing and what went wrong at it. */
export function KiosksTab() {
  const [edited, setEdited] = useState<Kiosk | 'new' | null>(null);
  const { show } = useToasts();
  const isAdministrator = useHasRole(ADMINISTRATORS);
  const onSaved = (id: string) => {
    setEdited(null);
    show(texts.production.saved(id));
  };
  return (
    <>
      <div className={styles['kioskBar']}>
        <ReadyCount />
        {isAdministrator && (
          <Button emphasis="primary" onClick={() => setEdited('new')}>
            {texts.production.register}
          </Button>
        )}
      </div>
      <KioskCards onEdit={isAdministrator ? setEdited : null} />
      {edited !== null && (
        <KioskDialog kiosk={edited === 'new' ? null : edited} onClose={() => setEdited(null)} onSaved={onSaved} />
      )}
    </>
  );
}

function KioskCards({ onEdit }: { readonly onEdit: ((kiosk: Kiosk) => void) | null }) {
  const asked = useKiosks({ isStale: ({ subjectKind }) => subjectKind === 'KIOSK' });
  return (
    <Answered asked={asked}>
      {(kiosks) => (
        <>
          {kiosks.length === 0 && <p className={styles['quiet']}>{texts.production.noKiosks}</p>}
          <ul className={styles['kiosks']}>
            {kiosks.map((kiosk) => (
              <li key={kiosk.id}>
                <KioskCard kiosk={kiosk} onEdit={onEdit && (() => onEdit(kiosk))} />
              </li>
            ))}
          </ul>
        </>
      )}
    </Answered>
  );
}

/** How many operations wait for any kiosk: which one is chosen when one is started. */
function ReadyCount() {
  const { data } = useAsk(
    'ready count',
    async (tessera, signal) => {
      const counts = await tessera.statistics.counts({ kind: 'PRODUCTION_OPERATION' }, { signal });
      return counts.find(({ state }) => state === 'READY')?.count ?? 0;
    },
    { isStale: ({ subjectKind }) => subjectKind === 'PRODUCTION_OPERATION' },
  );
  return (
    <p className={styles['quiet']}>{data === undefined ? texts.general.loading : texts.production.sharedQueue(data)}</p>
  );
}
