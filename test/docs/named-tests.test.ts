import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(__dirname, '../../docs');

/** A link to a test, with the names in quotes that follow it. */
const MENTION = /\]\((?<path>[^)]+\.test\.ts)\)(?<names>(?:[,;]? (?:and )?“[^”]+”)*)/g;

/** Every test that a document names: its file, and the name where one is given. */
function mentionsOf(document: string) {
  const text = readFileSync(join(FOLDER, document), 'utf8');
  return [...text.matchAll(MENTION)].map(({ groups }) => ({
    path: groups?.['path'] ?? '',
    names: [...(groups?.['names'] ?? '').matchAll(/“([^”]+)”/g)].map(([, name = '']) => name),
  }));
}

describe.each(['GUARANTEES.md', 'SECURITY.md'])('docs/%s', (document) => {
  const mentions = mentionsOf(document);

  it('names tests that are there', () => {
    expect(mentions.length).toBeGreaterThan(10);
    expect(mentions.filter(({ path }) => !existsSync(join(FOLDER, path)))).toEqual([]);
  });

  it('spells their names as they are', () => {
    const unknown = mentions
      .filter(({ path }) => existsSync(join(FOLDER, path)))
      .flatMap(({ path, names }) => {
        const source = readFileSync(join(FOLDER, path), 'utf8');
        return names.filter((name) => !source.includes(name)).map((name) => `${path}: ${name}`);
      });
    expect(unknown).toEqual([]);
  });
});
