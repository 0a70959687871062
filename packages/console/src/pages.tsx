import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFound } from './shell/not-found.js';
import { Loading } from './widgets/notice.js';

/** Each page is loaded when it is first opened. */
const BoardPage = lazy(async () => ({ default: (await import('./board/board-page.js')).BoardPage }));
const SubjectPage = lazy(async () => ({ default: (await import('./subject/subject-page.js')).SubjectPage }));

/** Every address of the console, and its page. */
export function Pages() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/:kind/:id">
          {({ kind, id }) => <SubjectPage key={`${kind} ${id}`} kindPath={kind} id={id} />}
        </Route>
        <Route path="/:kind">{({ kind }) => <BoardPage key={kind} kindPath={kind} />}</Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}
