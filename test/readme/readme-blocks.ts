import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One document of the README's journey, with the answer that the README shows. */
interface ReadmeStep {
  /** Who sends it: a persona. */
  readonly persona: string;
  /** Whether it is sent until it answers so. */
  readonly isAwaited: boolean;
  readonly document: string;
  /** Null where the README shows none. */
  readonly answer: unknown;
}

/** The README's journey: the stream that is open all the while, its steps, and what the stream showed. */
export interface ReadmeJourney {
  readonly stream: string;
  readonly steps: readonly ReadmeStep[];
  readonly streamed: readonly unknown[];
}

/** Reads a journey out of the README: each block of it stands behind a comment that says what it is. */
export function readJourney(journey: 'journey' | 'gateway' = 'journey'): ReadmeJourney {
  const block = new RegExp(`<!-- ${journey}${BLOCK}`, 'g');
  const found = [...readReadme().matchAll(block)].map(([, name = '', until, text = '', answer]) => ({
    name,
    isAwaited: until !== undefined,
    text,
    answer: answer === undefined ? null : (JSON.parse(answer) as unknown),
  }));
  const textOf = (name: string) => found.find((each) => each.name === name)?.text ?? '';
  const steps = found.filter(({ name }) => name !== 'stream' && name !== 'streamed');
  return {
    stream: textOf('stream'),
    steps: steps.map(({ name, isAwaited, text, answer }) => ({ persona: name, isAwaited, document: text, answer })),
    streamed: textOf('streamed')
      .split('\n')
      .map((line): unknown => JSON.parse(line)),
  };
}

/** The rest of the comment, a document, and the answer that may follow it. */
const BLOCK = String.raw`: (\w[\w-]*)(, until)? -->\n\`\`\`\w+\n([\s\S]*?)\n\`\`\`(?:\n\n\`\`\`json\n([\s\S]*?)\n\`\`\`)?`;

/** What stands in the README for a key that whoever reads it makes. */
export const KEY_TO_MAKE = '<openssl rand -base64 32>';

/** The settings of the README's production server, as they are printed. */
export function readProductionSettings(): Readonly<Record<string, string>> {
  const [, block = ''] = /<!-- settings: production -->\n```dotenv\n([\s\S]*?)\n```/.exec(readReadme()) ?? [];
  const lines = block.split('\n').filter((line) => !line.startsWith('#'));
  return Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]));
}

function readReadme(): string {
  return readFileSync(join(__dirname, '../../README.md'), 'utf8');
}
