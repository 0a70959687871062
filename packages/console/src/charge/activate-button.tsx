import type { CardRole } from '@tessera/sdk';
import { useCommandDesk } from '../commands/command-desk.js';
import { creation } from '../commands/command-fields.js';
import { useHasRole, useSession } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';

/** Who activates a card that belongs to no account yet: its contract id, in full, is the proof that they have it. */
const ACTIVATORS: readonly CardRole[] = ['ACCOUNT_OWNER'];

/** A button that activates a card which its owner has in hand, but cannot see here yet. */
export function ActivateButton() {
  const { open } = useCommandDesk();
  const { viewer } = useSession();
  if (!useHasRole(ACTIVATORS)) return null;
  const input = { accountId: viewer.accountIds[0] };
  return (
    <Button
      emphasis="primary"
      onClick={() => open({ kind: 'CHARGE_CARD', subject: null, option: creation('ACTIVATE'), asksId: true, input })}
    >
      {texts.commandDesk.activate}
    </Button>
  );
}
