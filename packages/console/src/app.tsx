import { CSPProvider } from '@base-ui/react/csp-provider';
import { Router } from 'wouter';
import { CommandDeskProvider } from './commands/command-desk.js';
import { Pages } from './pages.js';
import { BASE_PATH } from './session/configuration.js';
import { SignedIn } from './session/signed-in.js';
import { Shell } from './shell/shell.js';
import { Toasts } from './widgets/toasts.js';

/** The whole console: whoever has signed in sees its pages. */
export function App() {
  return (
    // The page’s policy allows no style that is written into it.
    <CSPProvider disableStyleElements>
      <SignedIn>
        <Router base={BASE_PATH}>
          <Toasts>
            <CommandDeskProvider>
              <Shell>
                <Pages />
              </Shell>
            </CommandDeskProvider>
          </Toasts>
        </Router>
      </SignedIn>
    </CSPProvider>
  );
}
