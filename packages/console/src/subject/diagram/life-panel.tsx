import type { Kind } from '../../kinds/kind.js';
import type { Subject } from '../subject.js';
import type { Step } from './passed-path.js';
import { lazy, Suspense } from 'react';
import { useCommandDesk } from '../../commands/command-desk.js';
import { useAsk } from '../../live/use-ask.js';
import { texts } from '../../texts/texts.js';
import { FaultNotice, Loading } from '../../widgets/notice.js';
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
  const { data, fault, reload } = useAsk('lifecycles', (tessera, signal) => tessera.lifecycles.list({ signal }));
  const lifecycle = data?.find((each) => each.kind === kind.name);
  return (
    <Panel heading={texts.diagram.heading}>
      <p className={styles['meaning']}>{lifecycle?.states.find(({ name }) => name === state)?.description}</p>
      <Suspense fallback={<Loading />}>
        {fault !== null && <FaultNotice fault={fault} onRetry={reload} />}
        {lifecycle === undefined ? (
          fault === null && <Loading />
        ) : (
          <LifecycleDiagram
            kind={kind.name}
            lifecycle={lifecycle}
            state={state}
            steps={steps}
            options={availableTransitions.filter(({ allowed, apiOnly }) => allowed && !apiOnly)}
            onOpen={(option) => open({ kind: kind.name, subject: { id, version }, option })}
          />
        )}
      </Suspense>
    </Panel>
  );
}
