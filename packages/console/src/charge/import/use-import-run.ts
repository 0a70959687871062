import type { Tessera } from '@tessera/sdk';
import type { ImportView } from './import-run.js';
import { useEffect } from 'react';
import { ImportRowsDocument } from '../../__generated__/documents.js';
import { useView } from '../../live/use-view.js';
import { useSession } from '../../session/use-session.js';
import { ImportRun } from './import-run.js';

/** How long a call may take, in milliseconds: one of 5,000 rows takes longer than others. */
const CALL_MS = 60_000;

/** The one import of a session. It goes on while one looks at other pages, and what it came to is still there when one comes back. */
const RUNS = new WeakMap<Tessera, ImportRun>();

/** The import of the session, and how it stands. */
export function useImportRun(): { readonly run: ImportRun; readonly view: ImportView } {
  const { tessera } = useSession();
  const run = findRun(tessera);
  const view = useView(run);
  const isImporting = view.stage === 'IMPORTING';
  useEffect(() => {
    if (!isImporting) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isImporting]);
  return { run, view };
}

function findRun(tessera: Tessera): ImportRun {
  const present = RUNS.get(tessera);
  if (present !== undefined) return present;
  const run = new ImportRun((input) =>
    tessera.chargeCards.importMany(input, { document: ImportRowsDocument, timeoutMs: CALL_MS }),
  );
  RUNS.set(tessera, run);
  return run;
}
