import type { ImportView } from './import-run.js';
import { useEffect, useState } from 'react';
import { ImportRowsDocument } from '../../__generated__/documents.js';
import { useView } from '../../live/use-view.js';
import { useSession } from '../../session/use-session.js';
import { ImportRun } from './import-run.js';

/** How long a call may take, in milliseconds: one of 5,000 rows takes longer than others. */
const CALL_MS = 60_000;

/** The import of this page, and how it stands. Whoever leaves the page ends it after the call that is under way. */
export function useImportRun(): { readonly run: ImportRun; readonly view: ImportView } {
  const { tessera } = useSession();
  const [run] = useState(
    () =>
      new ImportRun((input) =>
        tessera.chargeCards.importMany(input, { document: ImportRowsDocument, timeoutMs: CALL_MS }),
      ),
  );
  const view = useView(run);
  useEffect(() => () => run.stop(), [run]);
  const isImporting = view.stage === 'IMPORTING';
  useEffect(() => {
    if (!isImporting) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', ask);
    return () => removeEventListener('beforeunload', ask);
  }, [isImporting]);
  return { run, view };
}
