import type { Kind } from '../kinds/kind.js';
import { useHasRole } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { useCommandDesk } from './command-desk.js';
import { creation } from './command-fields.js';

/** A button that makes a thing of a kind, for those who may. */
export function CreateButton({ kind }: { readonly kind: Kind }) {
  const { open } = useCommandDesk();
  const isMine = useHasRole(kind.creation?.roles ?? []);
  if (kind.creation === null || !isMine) return null;
  const option = creation(kind.creation.command);
  return (
    <Button emphasis="primary" onClick={() => open({ kind: kind.name, subject: null, option })}>
      {texts.commandDesk.create[kind.name]}
    </Button>
  );
}
