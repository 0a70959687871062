import type { CommandOption } from '../../commands/command-request.js';
import type { KindName } from '../../kinds/row.js';
import type { PlacedEdge } from './lay-out.js';
import { nameCommand, texts } from '../../texts/texts.js';
import { StepButton } from './step-button.js';
import styles from './diagram.module.css';

interface EdgeWordsProps {
  readonly kind: KindName;
  readonly edge: PlacedEdge;
  /** How often each command has led the thing along it; undefined: none has. */
  readonly passes: ReadonlyMap<string, number> | undefined;
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
        const count = passes?.get(command) ?? 0;
        return (
          <div key={command} className={styles['word']}>
            {option === undefined ? (
              <span className={count > 0 ? styles['passedWord'] : undefined} aria-hidden>
                {nameCommand(command)}
              </span>
            ) : (
              <StepButton kind={kind} option={option} goal={edge.to} onOpen={onOpen} />
            )}
            {count > 1 && (
              <span className={styles['count']} aria-hidden>
                {texts.diagram.times(count)}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}
