import type { ModelCommand } from './model-command.js';
import type { Due } from './model-timers.js';
import type { Thing } from './thing.js';
import type { Kept } from './world.js';
import { systemViewer } from '@tessera/lifecycle';
import { apply, force } from './apply.js';
import { decide } from './decide.js';
import { isInputWrong } from './input-rules.js';
import { duesOf, firingOf } from './model-timers.js';
import { newThing } from './new-thing.js';
import { destination } from './rules.js';
import { HOUR, standing, World } from './world.js';

const KEPT_FOR = 72 * HOUR;

/**
 * Responsible for saying what every command leads to, by the rules as they are written down and by nothing else: it shares no code with
 * what it is compared to. Keeps everything in memory and decides one command after the other.
 */
export class Model {
  readonly world: World;

  constructor(now: number) {
    this.world = new World(now);
  }

  /** Carries the command out if nothing is against it; answers in words, as `answerOf` puts a writer's answer. */
  submit(command: ModelCommand): string {
    if (isInputWrong(command)) return 'InputInvalid';
    const kept = this.#recall(command);
    if (kept !== null)
      return kept.given === givenOf(command) ? `replayed ${standing(kept.things)}` : 'IdempotencyConflict';
    const decided = decide(this.world, command, this.#target(command));
    if (typeof decided === 'string') return decided;
    const { act, row } = decided;
    if (command.isDryRun) return `would be ${destination(act, row)}`;
    const more = Array.from({ length: command.count - 1 }, () => newThing(command, this.world.now));
    const things = [act.thing, ...more];
    for (const thing of things) apply({ ...act, thing }, row, command.command);
    this.#keep(command, things);
    return `accepted ${standing(things)}`;
  }

  /** Fires all that is due at this moment. What becomes due by it waits for the next time. */
  fire(): void {
    const dues = this.world.things.flatMap(duesOf).filter(({ at }) => at <= this.world.now);
    for (const due of dues.sort((one, other) => one.at - other.at)) this.#fireOne(due);
  }

  #fireOne(due: Due): void {
    const { thing } = due;
    const isStill = duesOf(thing).some(({ command, at }) => command === due.command && at === due.at);
    if (!isStill) return;
    if (due.command === 'remind') thing.reminders = thing.reminders.filter((at) => at !== due.at);
    force({ world: this.world, viewer: systemViewer(thing.tenantId) }, { thing, ...firingOf(this.world, due) });
  }

  #target(command: ModelCommand): Thing | undefined {
    const { kind, subjectId, viewer } = command;
    if (subjectId === null) return newThing(command, this.world.now);
    return this.world.find(viewer.tenantId, kind, subjectId);
  }

  /** What an earlier command with the same key led to. */
  #recall(command: ModelCommand): Kept | null {
    if (command.isDryRun || command.idempotencyKey === null) return null;
    const kept = this.world.kept.get(scopeOf(command));
    return kept === undefined || this.world.now - kept.at > KEPT_FOR ? null : kept;
  }

  #keep(command: ModelCommand, things: readonly Thing[]): void {
    if (command.idempotencyKey === null) return;
    this.world.kept.set(scopeOf(command), { given: givenOf(command), things, at: this.world.now });
  }
}

function scopeOf({ viewer, kind, command, idempotencyKey }: ModelCommand): string {
  return [viewer.tenantId, viewer.id, kind, command, idempotencyKey].join(' ');
}

/** Everything that a repeated call must have in common with the first. */
function givenOf({ subjectId, input, count, reason, comment, expectedVersion }: ModelCommand): string {
  const given = Object.entries(input).filter(([, value]) => value !== null);
  given.sort(([one], [other]) => one.localeCompare(other));
  return JSON.stringify([subjectId, given, count, reason, comment, expectedVersion]);
}
