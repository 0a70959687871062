import type { Kind } from '../kinds/kind.js';
import { useSearchParams } from 'wouter';
import { Answered } from '../live/answered.js';
import { useOwnKinds } from '../session/use-session.js';
import { texts } from '../texts/texts.js';
import { RangeSwitch, useRangeChoice } from '../widgets/chart/range-choice.js';
import { Choice } from '../widgets/choice.js';
import { Page } from '../widgets/page.js';
import { withParameter } from '../widgets/with-parameter.js';
import { Failures } from './failures.js';
import { FlowPanel } from './flow-panel.js';
import { OwnThings } from './own-things.js';
import { StageTimes } from './stage-times.js';
import { useWholeKinds } from './use-whole-kinds.js';
import { WaitingWork } from './waiting-work.js';
import styles from './overview.module.css';

/** What waits now; and over a time what came in, what went out, how long it took and what failed. */
export function OverviewPage() {
  const kinds = useOwnKinds();
  const asked = useWholeKinds();
  if (kinds.length === 0) return <NothingYet />;
  return (
    <Page heading={texts.navigation.overview} line={texts.overview.line}>
      <WaitingWork kinds={kinds} />
      <Answered asked={asked}>
        {(whole) =>
          whole.length === 0 ? (
            <OwnThings kinds={kinds} />
          ) : (
            <LookingBack kinds={whole} isPart={whole.length < kinds.length} />
          )
        }
      </Answered>
    </Page>
  );
}

/** For somebody whom no page is for: what they lack, and whom to ask. */
function NothingYet() {
  return (
    <Page heading={texts.overview.noRole}>
      <p>{texts.overview.noRoleWhy}</p>
    </Page>
  );
}

interface LookingBackProps {
  readonly kinds: readonly Kind[];
  /** Whether the viewer reads of other kinds only a part. */
  readonly isPart: boolean;
}

/** The numbers of a kind over a time; both are chosen in the address. */
function LookingBack({ kinds, isPart }: LookingBackProps) {
  const [parameters, setParameters] = useSearchParams();
  const choice = useRangeChoice();
  const [first] = kinds;
  const kind = kinds.find(({ path }) => path === `/${parameters.get('kind')}`) ?? first;
  if (kind === undefined) return null;
  return (
    <>
      <div className={styles['switches']}>
        {kinds.length > 1 && (
          <Choice
            label={texts.overview.kind}
            options={kinds.map(({ path, name }) => ({ value: path, name: texts.navigation.kinds[name] }))}
            value={kind.path}
            onChange={(path) => setParameters((last) => withParameter(last, 'kind', path.slice(1)), { replace: true })}
          />
        )}
        <RangeSwitch />
      </div>
      {isPart && <p className={styles['why']}>{texts.overview.partWhy}</p>}
      <FlowPanel key={kind.name} kind={kind} choice={choice} />
      <div className={styles['columns']}>
        <StageTimes kind={kind} choice={choice} />
        <Failures choice={choice} />
      </div>
    </>
  );
}
