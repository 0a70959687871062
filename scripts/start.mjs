// Starts the server, or another program, as on a developer's machine: `node scripts/start.mjs [entry [arguments]]`.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

process.env.TESSERA_ENV ??= 'development';
const [entry = 'packages/subgraph/dist/main.js'] = process.argv.splice(2, 1);
await import(pathToFileURL(resolve(entry)).href);
