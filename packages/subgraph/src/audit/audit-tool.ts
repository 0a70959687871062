import type { ToolConfig } from '../config.js';
import type { LogAudit, LogVerdict } from './audit-logs.js';
import type { AuditResult } from './describe-audit.js';
import { Command } from 'commander';
import { readToolConfig } from '../config.js';
import { auditLog, chooseTenants, renewCheckpoint } from './audit-logs.js';
import { readCheckpoint, writeCheckpoint } from './checkpoint-file.js';
import { describeResult, describeVerdict } from './describe-audit.js';
import { EXIT, requireMacKeys, withReadableDatabase } from './tool-run.js';

/** What `verify` is asked. */
interface VerifyOptions {
  readonly tenant: readonly string[];
  readonly checkpoint?: string;
  readonly json: boolean;
}

const HELP = `
Reads DATABASE_URL and TESSERA_MAC_KEYS as the server does (in development the keys of its data folder). Only reads, takes no lock:
servers may go on.

Exit code: 0 all well · 1 a chain is broken · 2 it could not be checked`;

/** The command line of `npm run audit`. */
export function createAuditTool(): Command {
  const tool = new Command('audit').description('Proves the event log.').exitOverride();
  tool
    .command('verify')
    .description('Checks the chain of every log, and names the first bad event of each that is broken.')
    .option('--tenant <id...>', 'only these tenants', [])
    .option('--checkpoint <file>', 'compare with what an earlier run wrote there, and renew it if all is well')
    .option('--json', 'the result as JSON', false)
    .addHelpText('after', HELP)
    .action((options: VerifyOptions) => verify(options, readToolConfig()));
  return tool;
}

async function verify(options: VerifyOptions, config: ToolConfig): Promise<void> {
  const keys = requireMacKeys(config);
  const { checkpoint: file } = options;
  const checkpoint = file === undefined ? null : readCheckpoint(file, keys);
  await withReadableDatabase(config.databaseUrl, async (database) => {
    const audit = { database, keys, checkpoint, onProgress: showProgress };
    const verdicts = await auditAll(audit, options);
    const isWell = verdicts.every(({ verdict }) => verdict === 'WHOLE');
    if (file !== undefined && isWell) writeCheckpoint(file, renewCheckpoint(checkpoint, verdicts, new Date()), keys);
    const comparedWith = checkpoint?.writtenAt ?? null;
    finish({ verdicts, checkpoint: file === undefined ? null : { file, comparedWith, isWritten: isWell } }, options);
  });
}

/** Audits log after log; on a terminal each is told as soon as it is known. */
async function auditAll(audit: LogAudit, { tenant, json }: VerifyOptions): Promise<readonly LogVerdict[]> {
  const tenants = await chooseTenants(audit, tenant);
  const width = Math.max(0, ...tenants.map(({ length }) => length));
  const verdicts: LogVerdict[] = [];
  for (const tenantId of tenants) {
    const verdict = await auditLog(audit, tenantId);
    clearProgress();
    if (!json) process.stdout.write(`${describeVerdict(verdict, width, hasColours())}\n`);
    verdicts.push(verdict);
  }
  return verdicts;
}

function finish(result: AuditResult, { json }: VerifyOptions): void {
  process.stdout.write(json ? `${JSON.stringify(result, null, 2)}\n` : `\n${describeResult(result)}\n`);
  const found = new Set(result.verdicts.map(({ verdict }) => verdict));
  if (found.has('BROKEN')) process.exitCode = EXIT.notWell;
  else if (found.has('NOT_CHECKED')) process.exitCode = EXIT.notDone;
}

function hasColours(): boolean {
  return process.stdout.isTTY && process.stdout.hasColors();
}

/** How far it is, to whoever watches; a file or a pipe gets nothing. */
function showProgress(tenantId: string, events: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K  ${tenantId}: ${events.toLocaleString('en')} events …`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
}
