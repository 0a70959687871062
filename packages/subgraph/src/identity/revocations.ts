import type { Logger } from 'pino';
import type { Clock } from '../clock.js';
import type { Principal } from './principal.js';
import { readFileSync, statSync } from 'node:fs';

/** Tells what is revoked. */
export interface Revocations {
  /** Whether the principal's token is revoked, or the person or machine that it stands for, that in every tenant; null when neither is. */
  find(principal: Principal): 'TOKEN' | 'SUBJECT' | null;
}

/** What a list of revocations is kept with. */
export interface RevocationParts {
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Where nothing can be revoked. */
export const NO_REVOCATIONS: Revocations = { find: () => null };

/** How old, at most, what is known of the file is when somebody asks, in milliseconds. */
const LOOK_MS = 100;

/** How long a file must have stayed as it is before what it no longer revokes is let in, in milliseconds: it may be half written. */
const SETTLED_MS = 1_000;

/** What a file says. */
interface Revoked {
  readonly token: ReadonlySet<string>;
  readonly subject: ReadonlySet<string>;
}

const LINE = /^(token|subject)[ \t]+(\S.*)$/;

/**
 * Responsible for what a file revokes, a line each: `token <jti>` or `subject <sub>`; empty lines and those that begin with `#` say
 * nothing. Reads it again when it has changed: whoever asks makes it look, at most ten times a second, so that no watcher can miss a
 * change. What it revokes counts at once, what it no longer revokes a second later. A file that is not there yet revokes nothing; one that is gone or broken leaves standing what was read last. Talks to the
 * file system.
 */
export class RevocationFile implements Revocations {
  #revoked: Revoked = { token: new Set(), subject: new Set() };
  #version: string | null = null;
  /** What the file says, before that alone counts. */
  #unsettled: { readonly revoked: Revoked; readonly readAtMs: number } | null = null;
  #lookedAtMs: number;
  /** Told of once, until it is mended. */
  #fault: string | null = null;

  /** Throws when the file is there and cannot be read or understood. */
  constructor(
    private readonly path: string,
    private readonly parts: RevocationParts,
  ) {
    this.#lookedAtMs = parts.clock.now().getTime();
    this.#version = versionOf(path);
    if (this.#version !== null) this.#revoked = readRevoked(path);
  }

  find({ viewer, tokenId }: Principal): 'TOKEN' | 'SUBJECT' | null {
    this.#look();
    if (this.#revoked.subject.has(viewer.id)) return 'SUBJECT';
    return tokenId !== null && this.#revoked.token.has(tokenId) ? 'TOKEN' : null;
  }

  #look(): void {
    const nowMs = this.parts.clock.now().getTime();
    // A clock that was set back must not keep the file from being looked at.
    if (Math.abs(nowMs - this.#lookedAtMs) < LOOK_MS) return;
    this.#lookedAtMs = nowMs;
    try {
      this.#readIfChanged(nowMs);
      this.#settle(nowMs);
    } catch (error) {
      const fault = String(error);
      if (fault !== this.#fault) {
        this.parts.logger.error({ err: error }, 'The revocations cannot be read: what was read last stands');
      }
      this.#fault = fault;
    }
  }

  #readIfChanged(nowMs: number): void {
    const version = versionOf(this.path);
    if (version === this.#version) return;
    // Noted first: a broken file is read once.
    this.#version = version;
    this.#unsettled = null;
    if (version === null) throw new Error(`${this.path} is gone. To revoke nothing, leave it there without lines`);
    const revoked = readRevoked(this.path);
    this.#unsettled = { revoked, readAtMs: nowMs };
    this.#revoked = bothOf(this.#revoked, revoked);
    this.#fault = null;
    const { token, subject } = revoked;
    this.parts.logger.info({ tokens: token.size, subjects: subject.size }, 'The revocations were read again');
  }

  #settle(nowMs: number): void {
    if (this.#unsettled === null || Math.abs(nowMs - this.#unsettled.readAtMs) < SETTLED_MS) return;
    this.#revoked = this.#unsettled.revoked;
    this.#unsettled = null;
  }
}

function bothOf(one: Revoked, other: Revoked): Revoked {
  return {
    token: new Set([...one.token, ...other.token]),
    subject: new Set([...one.subject, ...other.subject]),
  };
}

/** Another one after every change; null when there is no file. */
function versionOf(path: string): string | null {
  const stat = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stat === undefined ? null : [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join();
}

/** Throws on a line that is none of ours, naming its number and not what it says. */
function readRevoked(path: string): Revoked {
  const revoked = { token: new Set<string>(), subject: new Set<string>() };
  for (const [index, text] of readFileSync(path, 'utf8').split('\n').entries()) {
    const line = text.trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, kind, value] = LINE.exec(line) ?? [];
    if (kind === undefined || value === undefined) {
      throw new Error(`Line ${index + 1} of ${path} must be \`token <jti>\` or \`subject <sub>\``);
    }
    revoked[kind === 'token' ? 'token' : 'subject'].add(value);
  }
  return revoked;
}
