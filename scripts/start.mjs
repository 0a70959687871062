// Starts the server as on a developer's machine: `node scripts/start.mjs [entry]`.
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

process.env.TESSERA_ENV ??= 'development';
await import(pathToFileURL(resolve(process.argv[2] ?? 'packages/subgraph/dist/main.js')).href);
