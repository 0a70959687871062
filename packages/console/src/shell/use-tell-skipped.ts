import { useEffect, useEffectEvent } from 'react';
import { useSession } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { useToasts } from '../widgets/toasts.js';

/** Tells in passing, once each time, that the page was away for longer than the log is kept: what happened then is not told one by one. */
export function useTellSkipped(): void {
  const { live } = useSession();
  const { show } = useToasts();
  const tell = useEffectEvent(() => show(texts.connection.skipped, texts.connection.skippedWhy));
  useEffect(() => live.onEvents((events) => events === null && tell()), [live]);
}
