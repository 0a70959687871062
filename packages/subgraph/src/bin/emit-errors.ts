import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createErrorsDocument } from '../errors-document.js';

const path = fileURLToPath(new URL('../../../../docs/ERRORS.md', import.meta.url));
writeFileSync(path, createErrorsDocument());
