import { collectGarbage } from './collect-garbage.js';

/** What a server of the bench is asked. */
export interface ServerQuestions {
  /** Where it serves GraphQL over HTTP; over WebSocket at the same address. */
  url(details: null): string;
  /** Processor time that its process has used so far, in microseconds. */
  cpuMicros(details: null): number;
  /** Resident memory of its process after a garbage collection, in bytes. */
  residentBytes(details: null): number;
}

/** The answers of this process, whose server listens at the address. */
export function createServerAnswers(url: string): ServerQuestions {
  return {
    url: () => url,
    cpuMicros: () => {
      const { user, system } = process.cpuUsage();
      return user + system;
    },
    residentBytes: () => {
      collectGarbage();
      return process.memoryUsage.rss();
    },
  };
}
