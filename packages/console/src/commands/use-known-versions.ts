import type { DoneResult } from './call-command.js';
import { useMemo } from 'react';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** What the viewer's own commands have led to. */
export interface KnownVersions {
  /** Takes note of what a command has led to; answers it, or null when it has made several, or what the viewer may not see. */
  readonly learn: (result: DoneResult) => Versioned | null;
  /** The version that the viewer knows of a thing: that of their page, or a newer one of their own. */
  readonly newest: (subject: Versioned) => number;
}

/** Remembers what the viewer's own commands have led to: they know it before their page does, and are not to be in conflict with themselves. */
export function useKnownVersions(): KnownVersions {
  return useMemo(() => {
    const known = new Map<string, number>();
    return {
      learn: (result) => {
        const subject = subjectOf(result);
        if (subject !== null) known.set(subject.id, subject.version);
        return subject;
      },
      newest: ({ id, version }) => Math.max(version, known.get(id) ?? 0),
    };
  }, []);
}

function subjectOf(result: DoneResult): Versioned | null {
  const subject = result['card'] ?? result['temporaryCard'] ?? result['chargeCard'] ?? result['operation'];
  // The SDK selects both of each.
  return (subject ?? null) as Versioned | null;
}
