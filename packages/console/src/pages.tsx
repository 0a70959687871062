import type { ComponentType } from 'react';
import type { Kind } from './kinds/kind.js';
import type { KindName } from './kinds/row.js';
import { createElement, lazy, Suspense } from 'react';
import { Route, Switch, useLocation } from 'wouter';
import { KindGuard } from './shell/kind-guard.js';
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

/** What is shown of all things of a kind: their board, or what has that among its parts. */
const KIND_PAGES: Readonly<Record<KindName, ComponentType<{ readonly kind: Kind }>>> = {
  CARD: BoardPage,
  TEMPORARY_CARD: TemporaryCardsPage,
  CHARGE_CARD: ChargeCardsPage,
  PRODUCTION_OPERATION: ProductionPage,
};

/** Every address of the console, and its page. */
export function Pages() {
  const [location] = useLocation();
  return (
    // Another address is another page, and tried anew.
    <PageGuard key={location}>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <OverviewPage />
          </Route>
          <Route path="/:path">
            {({ path }) => (
              <KindGuard path={path} of="followers">
                {(kind) => createElement(KIND_PAGES[kind.name], { kind })}
              </KindGuard>
            )}
          </Route>
          <Route path="/:path/:id">
            {({ path, id }) => (
              <KindGuard path={path} of="readers">
                {(kind) => <SubjectPage kind={kind} id={id} />}
              </KindGuard>
            )}
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </PageGuard>
  );
}
