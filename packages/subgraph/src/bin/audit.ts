import 'reflect-metadata';
import { createAuditTool } from '../audit/audit-tool.js';
import { runTool } from '../audit/tool-run.js';

await runTool(createAuditTool());
