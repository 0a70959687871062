import type { BrowserPage } from './browser-page.js';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { BROWSER_FOLDER } from './chromium.js';

/** What is used of what axe answers. */
interface AxeFinding {
  readonly id: string;
  readonly impact: string | null;
  readonly help: string;
  readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
}

/** WCAG 2.0, 2.1 and 2.2, levels A and AA. */
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const OPTIONS = { runOnly: { type: 'tag', values: TAGS }, resultTypes: ['violations'] };

/**
 * Looks for what keeps people from using the page as it is now. Answers the serious and the critical findings, a line for each element:
 * `critical image-alt at img: Images must have alternative text`, and what would mend it. The page's policy stays in force. Throws when the
 * packages of `test/browser` are not installed.
 */
export async function findAxeFaults(page: BrowserPage): Promise<string[]> {
  await page.evaluate(readAxe());
  // Axe answers in this form.
  const found = (await page.evaluate(
    `axe.run(document, ${JSON.stringify(OPTIONS)}).then(({ violations }) => violations)`,
  )) as readonly AxeFinding[];
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, help, nodes }) =>
      nodes.map(
        ({ target, failureSummary = '' }) =>
          `${impact} ${id} at ${target.flat().join(' ')}: ${help}. ${failureSummary.replace(/\s+/g, ' ')}`,
      ),
    );
}

function readAxe(): string {
  const path = resolve(BROWSER_FOLDER, 'node_modules/axe-core/axe.min.js');
  if (!existsSync(path))
    throw new Error(`axe-core is not installed. Run \`npm ci --ignore-scripts --prefix ${BROWSER_FOLDER}\`.`);
  return readFileSync(path, 'utf8');
}
