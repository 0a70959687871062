import type { Kind } from '../kinds/kind.js';
import type { Subject } from './subject.js';
import { useAsk } from '../live/use-ask.js';
import { NotFound } from '../shell/not-found.js';
import { texts } from '../texts/texts.js';
import { FaultNotice, Loading } from '../widgets/notice.js';
import { Page } from '../widgets/page.js';
import { StateChip } from '../kinds/state-chip.js';
import { loadSubject } from './load-subject.js';
import { Moment } from './moment.js';
import { isStale, nameSubject } from './subject.js';
import { SubjectParts } from './subject-parts.js';

/** How soon after a change the page shows it, in milliseconds: somebody looks at it, and goes on. */
const AT_ONCE_MS = 150;

/** The page of one thing: where it is in its life, what happened to it, and what the viewer can do with it. */
export function SubjectPage({ kind, id }: { readonly kind: Kind; readonly id: string }) {
  const { data, fault, reload } = useAsk<Subject | null>(`${kind.name} ${id}`, loadSubject(kind.name, id), {
    isStale: (event): boolean => event.subjectId === id || (data ? isStale(data, event) : false),
    everyMs: AT_ONCE_MS,
  });
  if (data === null) return <NotFound />;
  if (data === undefined) return fault === null ? <Loading /> : <FaultNotice fault={fault} onRetry={reload} />;
  return (
    <Page
      heading={nameSubject(data)}
      chip={<StateChip kind={kind.name} state={data.state} />}
      line={<Line kind={kind} subject={data} />}
    >
      {fault !== null && <FaultNotice fault={fault} onRetry={reload} />}
      <SubjectParts kind={kind} subject={data} />
    </Page>
  );
}

function Line({ kind, subject: { id, createdAt } }: { readonly kind: Kind; readonly subject: Subject }) {
  return (
    <>
      {texts.kinds[kind.name]} · <code>{id}</code> · {texts.subject.created} <Moment at={createdAt} />
    </>
  );
}
