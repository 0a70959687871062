import { readdirSync } from 'node:fs';

/** One test, as its file names it. */
export interface RecordedTest {
  /** The file's name, in the folder of these tests. */
  readonly file: string;
  /** The names of the `describe`s around it, the outermost first. */
  readonly around: readonly string[];
  readonly name: string;
}

/** The test files in a folder whose tests quote sentences: all but the one that checks the others. */
export function listConformanceTests(folder: string): readonly string[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts') && file !== 'completeness.test.ts')
    .sort();
}

/**
 * Names the tests of the files by loading them with stand-ins for jest's globals. Runs none of them. A file that uses more of jest
 * while it is loaded than these stand-ins cannot be loaded: names are to be read in the file, not to be computed.
 */
export async function recordTests(files: readonly string[]): Promise<readonly RecordedTest[]> {
  const tests: RecordedTest[] = [];
  for (const file of files) {
    const restore = replaceGlobals(createStandIns((around, name) => tests.push({ file, around, name })));
    try {
      await import(`../${file.replace(/\.ts$/, '.js')}`);
    } finally {
      restore();
    }
  }
  return tests;
}

type Globals = Readonly<Record<string, unknown>>;

function createStandIns(record: (around: readonly string[], name: string) => void): Globals {
  const around: string[] = [];
  const describe = (name: string, body: () => void): void => {
    around.push(name);
    body();
    around.pop();
  };
  const ignore = (): void => undefined;
  const hooks = { beforeAll: ignore, beforeEach: ignore, afterAll: ignore, afterEach: ignore };
  return { ...hooks, describe, it: (name: string) => record([...around], name), test: undefined, expect: undefined };
}

function replaceGlobals(standIns: Globals): () => void {
  const kept = Object.fromEntries(
    Object.keys(standIns).map((name) => [name, Reflect.get(globalThis, name) as unknown]),
  );
  Object.assign(globalThis, standIns);
  return () => Object.assign(globalThis, kept);
}
