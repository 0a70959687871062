import { lazy, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { NotFound } from './shell/not-found.js';
import { PageGuard } from './shell/page-guard.js';
import { Loading } from './widgets/notice.js';

/** Each page is loaded when it is first opened. */
const BoardPage = lazy(async () => ({ default: (await import('./board/board-page.js')).BoardPage }));
const SubjectPage = lazy(async () => ({ default: (await import('./subject/subject-page.js')).SubjectPage }));

const OverviewPage = lazy(async () => ({ default: (await import('./overview/overview-page.js')).OverviewPage }));
const ProductionPage = lazy(async () => ({
  default: (await import('./production/production-page.js')).ProductionPage,
}));

const TemporaryCardsPage = lazy(async () => ({
  default: (await import('./desk/temporary-cards-page.js')).TemporaryCardsPage,
}));
const ChargeCardsPage = lazy(async () => ({
  default: (await import('./charge/charge-cards-page.js')).ChargeCardsPage,
}));

/** Every address of the console, and its page. */
export function Pages() {
  const [location] = useLocation();
  return (
    // Another address is tried anew.
    <PageGuard key={location}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/:kind/:id">
            {({ kind, id }) => <SubjectPage key={`${kind} ${id}`} kindPath={kind} id={id} />}
          </Route>
          <Route path="/">
            <OverviewPage />
          </Route>
          <Route path="/production">
            <ProductionPage />
          </Route>
          <Route path="/temporary-cards">
            <TemporaryCardsPage />
          </Route>
          <Route path="/charge-cards">
            <ChargeCardsPage />
          </Route>
          <Route path="/:kind">{({ kind }) => <BoardPage key={kind} kindPath={kind} />}</Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </PageGuard>
  );
}
