// Writes docs/LIFECYCLES.md and the diagrams in README.md from the lifecycles; run by `npm run generate`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createLifecyclesDocument } from '../docs/lifecycles-document.js';
import { embedDiagrams } from '../docs/readme-diagram.js';
import { LIFECYCLES } from '../lifecycles.js';

// From packages/lifecycle/dist/bin up to the root.
const root = new URL('../../../../', import.meta.url);
const docs = new URL('docs/', root);
mkdirSync(docs, { recursive: true });
writeFileSync(new URL('LIFECYCLES.md', docs), createLifecyclesDocument(LIFECYCLES));
const readme = new URL('README.md', root);
writeFileSync(readme, embedDiagrams(readFileSync(readme, 'utf8'), LIFECYCLES));
