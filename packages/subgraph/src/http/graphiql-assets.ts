import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

/** A file of the GraphiQL page. */
export interface GraphiqlAsset {
  readonly type: string;
  readonly content: Buffer;
  readonly etag: string;
}

const FOLDER = new URL('../../assets/graphiql/', import.meta.url);
const JAVASCRIPT = 'text/javascript; charset=utf-8';
const STYLES = 'text/css; charset=utf-8';

/** The page's own files, with their media types. */
const OWN_FILES: Readonly<Record<string, string>> = {
  'page.html': 'text/html; charset=utf-8',
  'page.css': STYLES,
  'page.js': JAVASCRIPT,
  'editor.js': JAVASCRIPT,
  'event-stream.js': JAVASCRIPT,
  'live-feed.js': JAVASCRIPT,
  'workers.js': JAVASCRIPT,
  'operations.json': 'application/json; charset=utf-8',
  'mark.svg': 'image/svg+xml',
};

/** What the bundled GraphiQL brings, by the names that the page asks for. */
const BUNDLED_FILES = {
  'graphiql.js': { part: 'js', type: JAVASCRIPT },
  'graphiql.css': { part: 'css', type: STYLES },
  'editor.worker.js': { part: 'editorWorkerService', type: JAVASCRIPT },
  'json.worker.js': { part: 'jsonWorker', type: JAVASCRIPT },
  'graphql.worker.js': { part: 'graphqlWorker', type: JAVASCRIPT },
} as const;

/** The names of all files; all are served by this server, nothing comes from elsewhere. */
export const GRAPHIQL_FILES: readonly string[] = [...Object.keys(OWN_FILES), ...Object.keys(BUNDLED_FILES)];

/** Reads one of the files; undefined when there is none of the name. GraphiQL is large, so nothing is loaded before it is asked for. */
export async function readGraphiqlAsset(name: string): Promise<GraphiqlAsset | undefined> {
  const type = Object.hasOwn(OWN_FILES, name) ? OWN_FILES[name] : undefined;
  if (type !== undefined) return toAsset(type, await readFile(new URL(name, FOLDER)));
  if (!isBundled(name)) return undefined;
  const bundle = await import('@graphql-yoga/render-graphiql/graphiql');
  return toAsset(BUNDLED_FILES[name].type, Buffer.from(bundle[BUNDLED_FILES[name].part]));
}

function isBundled(name: string): name is keyof typeof BUNDLED_FILES {
  return Object.hasOwn(BUNDLED_FILES, name);
}

function toAsset(type: string, content: Buffer): GraphiqlAsset {
  return { type, content, etag: `"${createHash('sha256').update(content).digest('base64url')}"` };
}
