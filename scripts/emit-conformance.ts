// Writes docs/CONFORMANCE.md from the names of the tests in test/conformance; run by `npm run generate`. Fails, naming them all,
// when a sentence has no test, or a test quotes none.
import 'reflect-metadata';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { SOURCE_DOCUMENTS } from '../test/conformance/sentences.js';
import { createConformance } from '../test/conformance/support/conformance-document.js';
import { listConformanceTests, recordTests } from '../test/conformance/support/recorded-tests.js';

const root = new URL('../', import.meta.url);
const files = listConformanceTests(fileURLToPath(new URL('test/conformance/', root)));
const { page, faults } = createConformance(SOURCE_DOCUMENTS, await recordTests(files));
if (faults.length > 0) {
  console.error('docs/CONFORMANCE.md is not written:');
  for (const fault of faults) console.error(`  ${fault}`);
  process.exit(1);
}
writeFileSync(new URL('docs/CONFORMANCE.md', root), page);
