import type { CommandOption } from '../../commands/command-request.js';
import type { KindName } from '../../kinds/row.js';
import { isIrreversible } from '../../commands/command-fields.js';
import { nameCommand, nameState, texts } from '../../texts/texts.js';
import styles from './diagram.module.css';

/** A step that the viewer can take now. */
export function StepButton({
  kind,
  option,
  goal,
  onOpen,
}: {
  readonly kind: KindName;
  readonly option: CommandOption;
  /** Where it leads; null: nowhere else. */
  readonly goal: string | null;
  readonly onOpen: (option: CommandOption) => void;
}) {
  const { command } = option;
  return (
    <button
      type="button"
      className={`${styles['step']} ${isIrreversible(kind, command) ? styles['final'] : ''}`}
      onClick={() => onOpen(option)}
    >
      {nameCommand(command)}
      {goal !== null && <span className="visually-hidden"> {texts.diagram.leadsTo(nameState(kind, goal))}</span>}
    </button>
  );
}
