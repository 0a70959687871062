import type { TransitionOutcome } from '../../packages/subgraph/src/log/transition-command.js';
import type { StatusEvent } from '../../packages/subgraph/src/log/status-event.js';
import type { Draw } from './draw.js';
import type { ModelCommand } from './model-command.js';
import type { Trace } from './trace.js';
import type { World } from './world.js';
import { answerOf } from './answer.js';
import { drawCommandOf } from './draw-step.js';
import { Model } from './model.js';
import { HEAD_START, headStartCommands, setUpCommands } from './setting-up.js';
import { canSee } from './sight.js';
import { follow } from './trace.js';

/**
 * Responsible for one walk: two new tenants, their model, and what was done to them. Whoever drives it gives the same commands to a
 * writer. Throws with the whole list of commands where the writer's answer, or what it wrote, is not the model's.
 */
export class Walk {
  /** What was met, each as kind and name: states that were entered, commands that were carried out, and answers. */
  readonly met = new Set<string>();
  readonly traces: readonly Trace[];
  readonly tenantIds: readonly [string, string];
  readonly #model: Model;
  readonly #sent: ModelCommand[] = [];
  readonly #lines: string[] = [];

  constructor(
    name: string,
    now: Date,
    private readonly focus: number,
  ) {
    this.#model = new Model(now.getTime());
    this.tenantIds = [`${name}-acme`, `${name}-globex`];
    this.traces = this.tenantIds.map((tenantId) => ({ tenantId, position: 0 }));
  }

  /** All that the model knows. */
  get world(): World {
    return this.#model.world;
  }

  /** Whether the model expects new events. */
  get isEventful(): boolean {
    return this.world.events.length > 0;
  }

  /** A round of the commands that everything begins with, until there are none. */
  setUp(round: number): readonly ModelCommand[] {
    if (round === 0) return setUpCommands(this.tenantIds);
    // Every other walk starts from nothing.
    const isAhead = this.focus % 2 === 1 && round <= HEAD_START;
    return isAhead ? headStartCommands(this.world, this.tenantIds[0], round - 1) : [];
  }

  /** Forgets how it was set up: the list of commands begins after that. */
  begin(): void {
    this.#lines.splice(0);
  }

  /** Draws the next command. */
  next(draw: Draw): ModelCommand {
    return drawCommandOf(draw, { world: this.world, tenantIds: this.tenantIds, sent: this.#sent, focus: this.focus });
  }

  /** Carries the command out in the model and compares the answers. */
  judge(command: ModelCommand, outcome: TransitionOutcome): void {
    const expected = this.#model.submit(command);
    const answer = answerOf(command.kind, outcome);
    this.#sent.push(command);
    this.#lines.push(`${describeCommand(command)}: ${answer}`);
    if (answer !== expected) this.fail([`the model says ${expected}`]);
    if (this.#isIndiscreet(command, outcome)) this.fail(['it names a subject that its viewer may not see']);
    this.met.add(`${command.kind} ${command.command}: ${answer}`);
  }

  /** Whether a guard names a subject in the way that the viewer may not see. */
  #isIndiscreet({ viewer }: ModelCommand, outcome: TransitionOutcome): boolean {
    if (outcome.type !== 'REFUSED' || outcome.refusal.type !== 'GuardRefused') return false;
    const { conflictingId } = outcome.refusal;
    if (conflictingId === null) return false;
    return !this.world.things.some((thing) => thing.id === conflictingId && canSee(this.world, viewer, thing));
  }

  /** Lets time pass in the model, and fires what is due by then if that is said. */
  passTime(now: Date, isFired: boolean): void {
    this.world.now = now.getTime();
    this.#lines.push(`${now.toISOString()}${isFired ? ', timers fire' : ''}`);
    if (isFired) this.#model.fire();
  }

  /** Compares what was written since with what the model says. */
  compareEvents(written: readonly StatusEvent[]): void {
    const expected = this.world.events.splice(0);
    const faults = this.traces.flatMap((trace) => {
      const events = written.filter(({ tenantId }) => tenantId === trace.tenantId);
      return follow(trace, { expected, events });
    });
    if (faults.length > 0) this.fail(faults);
    for (const { thing, command, to } of expected) {
      this.met.add(`${thing.kind} ${command}`).add(`${thing.kind} ${to}`);
    }
  }

  /** Ends the walk with all that led there. */
  fail(faults: readonly string[]): never {
    throw new Error(
      ['The writer is not as the model:', ...this.#lines, ...faults.map((fault) => `  ${fault}`)].join('\n'),
    );
  }
}

function describeCommand(command: ModelCommand): string {
  const { kind, subjectId, viewer, count, input, reason, comment, expectedVersion, idempotencyKey, isDryRun } = command;
  const by = `${viewer.id} (${viewer.roles.join(', ')}) of ${viewer.tenantId}`;
  const words = Object.entries({ ...input, reason, comment: comment?.slice(0, 20), key: idempotencyKey })
    .filter(([name, value]) => name in input || (value ?? null) !== null)
    .map(([name, value]) => `${name}=${value instanceof Date ? value.toISOString() : String(value)}`);
  const version = expectedVersion === null ? '' : ` at ${expectedVersion}`;
  const times = count === 1 ? '' : ` × ${count}`;
  const name = `${isDryRun ? 'dry ' : ''}${command.command}`;
  return `${name} ${kind} ${subjectId ?? 'new'}${version}${times} by ${by} ${words.join(' ')}`;
}
