import 'reflect-metadata';
import { createEraseTool } from '../audit/erase-tool.js';
import { runTool } from '../audit/tool-run.js';

await runTool(createEraseTool());
