// The long run of test/sdk-streams: watches of the SDK while everything that carries them breaks again and again.
import type { ChaosReport } from '../test/support/sdk-chaos.js';
import {
  followOverExpiries,
  followOverKills,
  followOverNetwork,
  followThroughGateway,
} from '../test/support/sdk-scenarios.js';

/** What one watch came to. */
export interface SdkSoak {
  readonly what: string;
  readonly strikes: number;
  readonly report: ChaosReport;
}

const STRIKES = 20;

const SCENARIOS = [
  ['server killed', followOverKills],
  ['gateway killed, subgraph killed and stopped', followThroughGateway],
  ['network cut, reset, hanging', followOverNetwork],
  ['tokens of two seconds', followOverExpiries],
] as const;

/** Follows so many events in each scenario. */
export async function soakSdkStreams(events: number): Promise<readonly SdkSoak[]> {
  const soaks: SdkSoak[] = [];
  for (const [what, follow] of SCENARIOS) {
    const report = await follow({ events, strikes: STRIKES });
    console.log(`watch of the SDK: ${what}, ${report.received.length} events`);
    soaks.push({ what, strikes: STRIKES, report });
  }
  return soaks;
}

/** What was not as promised, in words. */
export function findSdkFaults(soaks: readonly SdkSoak[]): readonly string[] {
  return soaks.flatMap(({ what, report }) => {
    const { missed, doubled, outOfOrder } = compare(report);
    return missed + doubled + outOfOrder === 0
      ? []
      : [`${what}: ${missed} missed, ${doubled} doubled, ${outOfOrder} out of order`];
  });
}

/** The lines of docs/SOAK.md. */
export function describeSdkStreams(soaks: readonly SdkSoak[]): string[] {
  return [
    'Then a watch of the SDK follows events while what carries it breaks again and again, each time in mid-stream. What its loop was given',
    'is compared with the log.',
    '',
    '| what breaks | times | connections | events | received | missed | doubled | out of order |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...soaks.map(describeRow),
  ];
}

function describeRow({ what, strikes, report }: SdkSoak): string {
  const { missed, doubled, outOfOrder } = compare(report);
  const { connects, written, received } = report;
  return `| ${[what, strikes, connects, written.length, received.length, missed, doubled, outOfOrder].join(' | ')} |`;
}

function compare({ received, written }: ChaosReport) {
  const given = new Set(received);
  const places = new Map(written.map((id, place) => [id, place]));
  const isLate = (id: string, index: number) => (places.get(id) ?? -1) < (places.get(received[index - 1] ?? '') ?? -1);
  return {
    missed: written.filter((id) => !given.has(id)).length,
    doubled: received.length - given.size,
    outOfOrder: received.filter(isLate).length,
  };
}
