import type { Kind } from '../kinds/kind.js';
import type { Subject } from './subject.js';
import { useMemo } from 'react';
import { CommandList } from '../commands/command-list.js';
import { operations } from '../kinds/operations.js';
import { useHasRole } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { Panel } from '../widgets/page.js';
import { Attempts } from './attempts.js';
import { LifePanel } from './diagram/life-panel.js';
import { SubjectFacts } from './facts/subject-facts.js';
import { Timeline } from './timeline/timeline.js';
import { useEventHistory } from './timeline/use-event-history.js';
import styles from './subject.module.css';

interface PartProps {
  readonly kind: Kind;
  readonly subject: Subject;
}

/** The parts of a thing’s page. */
export function SubjectParts({ kind, subject }: PartProps) {
  const history = useEventHistory(kind.name, subject.id);
  // What has come since the thing was read is not yet where it is shown to be.
  const { version } = subject;
  const steps = useMemo(() => history.events.filter(({ sequence }) => sequence <= version), [history.events, version]);
  const hasAttempts = useHasRole(operations.readers) && 'productionOperations' in subject;
  return (
    <div className={styles['page']}>
      <div className={styles['side']}>
        <Panel heading={texts.commandDesk.heading}>
          <CommandList kind={kind.name} subject={subject} options={subject.availableTransitions} />
        </Panel>
        <Panel heading={texts.subject.facts.heading}>
          <SubjectFacts subject={subject} />
        </Panel>
        {hasAttempts && (
          <Panel heading={texts.subject.attempts.heading}>
            <Attempts attempts={subject.productionOperations.nodes} />
          </Panel>
        )}
      </div>
      <LifePanel kind={kind} subject={subject} steps={steps} />
      <Panel heading={texts.timeline.heading}>
        <Timeline kind={kind.name} subject={subject} history={history} />
      </Panel>
    </div>
  );
}
