import { CSPProvider } from '@base-ui/react/csp-provider';
import { Router } from 'wouter';
import { Pages } from './pages.js';
import { BASE_PATH } from './session/configuration.js';
import { SignedIn } from './session/signed-in.js';
import { Shell } from './shell/shell.js';

/** The whole console: whoever has signed in sees its pages. */
export function App() {
  return (
    // The page’s policy allows no style that is written into it.
    <CSPProvider disableStyleElements>
      <SignedIn>
        <Router base={BASE_PATH}>
          <Shell>
            <Pages />
          </Shell>
        </Router>
      </SignedIn>
    </CSPProvider>
  );
}
