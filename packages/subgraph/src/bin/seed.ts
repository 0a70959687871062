import 'reflect-metadata';
import { runTool } from '../audit/tool-run.js';
import { createSeedTool } from '../seed/seed-tool.js';

await runTool(createSeedTool());
