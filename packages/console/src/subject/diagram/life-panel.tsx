import type { Kind } from '../../kinds/kind.js';
import type { Subject } from '../subject.js';
import type { Step } from './passed-path.js';
import { lazy, Suspense } from 'react';
import { useCommandDesk } from '../../commands/command-desk.js';
import { Answered } from '../../live/answered.js';
import { useAsk } from '../../live/use-ask.js';
import { texts } from '../../texts/texts.js';
import { Loading } from '../../widgets/notice.js';
import { Panel } from '../../widgets/page.js';
import styles from './diagram.module.css';

/** What places states and arrows comes with the first diagram. */
const LifecycleDiagram = lazy(async () => ({
  default: (await import('./lifecycle-diagram.js')).LifecycleDiagram,
}));

interface LifePanelProps {
  readonly kind: Kind;
  readonly subject: Subject;
  /** What has happened to it. */
  readonly steps: readonly Step[];
}

/** Where a thing is in its life, and what that means. */
export function LifePanel({ kind, subject, steps }: LifePanelProps) {
  const { id, version, state, availableTransitions } = subject;
  const { open } = useCommandDesk();
  const asked = useAsk(`lifecycle ${kind.name}`, async (tessera, signal) => {
    const lifecycles = await tessera.lifecycles.list({ signal });
    return lifecycles.find((each) => each.kind === kind.name) ?? null;
  });
  return (
    <Panel heading={texts.diagram.heading}>
      <Answered asked={asked}>
        {(lifecycle) =>
          lifecycle && (
            <Suspense fallback={<Loading />}>
              <p className={styles['meaning']}>{lifecycle.states.find(({ name }) => name === state)?.description}</p>
              <LifecycleDiagram
                kind={kind.name}
                lifecycle={lifecycle}
                state={state}
                steps={steps}
                options={availableTransitions.filter(({ allowed, apiOnly }) => allowed && !apiOnly)}
                onOpen={(option) => open({ kind: kind.name, subject: { id, version }, option })}
              />
            </Suspense>
          )
        }
      </Answered>
    </Panel>
  );
}
