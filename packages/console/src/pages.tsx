import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { NotFound } from './shell/not-found.js';
import { Loading } from './widgets/notice.js';

/** Each page is loaded when it is first opened. */
const BoardPage = lazy(async () => ({ default: (await import('./board/board-page.js')).BoardPage }));

const OverviewPage = lazy(async () => ({ default: (await import('./overview/overview-page.js')).OverviewPage }));
const ProductionPage = lazy(async () => ({
  default: (await import('./production/production-page.js')).ProductionPage,
}));

/** Every address of the console, and its page. */
export function Pages() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/">
          <OverviewPage />
        </Route>
        <Route path="/production">
          <ProductionPage />
        </Route>
        <Route path="/:kind">{({ kind }) => <BoardPage key={kind} kindPath={kind} />}</Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}
