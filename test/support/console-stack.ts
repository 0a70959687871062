import type { BrowserWindow, Chromium } from './chromium.js';
import type { PersonaClients, PersonaName } from './persona-clients.js';
import type { SubgraphProcess } from './subgraph-process.js';
import { createPersonaClients } from './persona-clients.js';
import { startSubgraph } from './subgraph-process.js';

/** A built server in a process of its own, which serves the console, and clients of it. */
export interface ConsoleStack extends AsyncDisposable {
  /** The console’s, without a slash at the end. */
  readonly origin: string;
  /** To be killed and started again. */
  readonly subgraph: SubgraphProcess;
  /** A client for what happens behind the page's back. */
  readonly as: PersonaClients['as'];
}

/** How a window is opened. */
export interface ConsoleVisit {
  /** Who has chosen to be whom; absent: nobody. */
  readonly persona?: PersonaName;
  /** Absent: `/console/`. */
  readonly path?: string;
  /** Origins that the page may ask besides its own: a provider’s. */
  readonly origins?: readonly string[];
}

/** Where the page keeps who was chosen. */
const PERSONA_KEY = 'tessera.persona';

/** A card is ordered and made while a test looks on. */
const QUICK = { TESSERA_BATCH_SYNC_MS: '250', TESSERA_SIMULATOR_STEP_MS: '100' };

/** Starts it, in development and with these settings besides; resolves when it listens. `PORT`: absent, a free one. */
export async function startConsoleStack(settings: Readonly<Record<string, string>> = {}): Promise<ConsoleStack> {
  const subgraph = await startSubgraph({ ...QUICK, ...settings });
  const { as, close } = createPersonaClients(subgraph);
  return {
    ...{ origin: new URL(subgraph.url).origin, subgraph, as },
    [Symbol.asyncDispose]: async () => {
      close();
      await subgraph[Symbol.asyncDispose]();
    },
  };
}

/** Opens the console in a window of its own, as a persona or as it is said; resolves when the page has loaded. */
export async function openConsole(
  chromium: Chromium,
  { origin }: Pick<ConsoleStack, 'origin'>,
  visit: PersonaName | ConsoleVisit,
): Promise<BrowserWindow> {
  const { persona, path = '/console/', origins = [] } = typeof visit === 'string' ? { persona: visit } : visit;
  const window = await chromium.openWindow({ origins: [origin, ...origins] });
  if (persona === undefined) {
    await window.page.goto(`${origin}${path}`);
    return window;
  }
  const content = `sessionStorage.setItem('${PERSONA_KEY}', '${persona}')`;
  // Said to the first page alone: afterwards the person may become another, or sign out.
  await using _choice = await window.page.addInitScript({ content });
  await window.page.goto(`${origin}${path}`);
  return window;
}
