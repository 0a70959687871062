import 'reflect-metadata';
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printSubgraph } from '../graphql/schema.js';
import { SCHEMA_MODULES } from '../schema-modules.js';

const folder = new URL('../../../../schema/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(fileURLToPath(new URL('tessera.graphql', folder)), printSubgraph(SCHEMA_MODULES));
