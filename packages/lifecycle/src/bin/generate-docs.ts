// Writes docs/LIFECYCLES.md from the lifecycles; run by `npm run generate`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLifecyclesDocument } from '../docs/lifecycles-document.js';
import { LIFECYCLES } from '../lifecycles.js';

// From packages/lifecycle/dist/bin up to the root.
const folder = new URL('../../../../docs/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(fileURLToPath(new URL('LIFECYCLES.md', folder)), createLifecyclesDocument(LIFECYCLES));
