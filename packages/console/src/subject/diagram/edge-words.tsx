import type { CommandOption } from '../../commands/command-request.js';
import type { KindName } from '../../kinds/row.js';
import type { PlacedEdge } from './lay-out.js';
import { nameCommand, texts } from '../../texts/texts.js';
import { StepButton } from './step-button.js';
import styles from './diagram.module.css';

interface EdgeWordsProps {
  readonly kind: KindName;
  readonly edge: PlacedEdge;
  /** How often the thing has come along it. */
  readonly passes: number;
  /** The commands on it that are open now. */
  readonly options: readonly CommandOption[];
  readonly onOpen: (option: CommandOption) => void;
}

/** The commands of an arrow, where its middle is: those that are open as buttons. */
export function EdgeWords({ kind, edge, passes, options, onOpen }: EdgeWordsProps) {
  const { x, y } = edge.label;
  return (
    <div className={styles['words']} style={{ left: x, top: y }}>
      {edge.commands.map((command) => {
        const option = options.find((each) => each.command === command);
        return option === undefined ? (
          <span key={command} className={passes > 0 ? styles['passedWord'] : styles['word']} aria-hidden>
            {nameCommand(command)}
          </span>
        ) : (
          <StepButton key={command} kind={kind} option={option} onOpen={onOpen} />
        );
      })}
      {passes > 1 && (
        <span className={styles['passes']} aria-hidden>
          {texts.diagram.times(passes)}
        </span>
      )}
    </div>
  );
}
