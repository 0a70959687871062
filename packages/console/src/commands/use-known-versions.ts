import type { DoneResult, Versioned } from './call-command.js';
import { useMemo } from 'react';
import { subjectOf } from './call-command.js';

/** What the viewer's own commands have led to. */
export interface KnownVersions {
  /** Takes note of what a command has led to. */
  readonly learn: (result: DoneResult) => void;
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
      },
      newest: ({ id, version }) => Math.max(version, known.get(id) ?? 0),
    };
  }, []);
}
