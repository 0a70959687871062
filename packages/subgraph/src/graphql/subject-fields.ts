import type { LifecycleSubject } from '@tessera/lifecycle';
import type { ClassType } from 'type-graphql';
import type { StatusEvent } from '../log/status-event.js';
import type { OptionSource } from './load-options.js';
import type { ConnectionSource, PageArguments } from './page.js';
import type { RequestContext } from './request-context.js';
import type { Transitions } from './transitions.js';
import { Args, Ctx, Directive, Field, FieldResolver, Int, Resolver, Root } from 'type-graphql';
import { Access } from './access.js';
import { createConnectionType } from './connection.type.js';
import { readHistoryPage } from './history-page.js';
import { LIST_SIZE, PageOf50 } from './page-arguments.js';
import { Cursor, DateTime } from './scalars.js';
import { namesOf } from './transition-names.js';

/** Makes the fields that every subject with a life has, and their resolver: `state`, `version`, `availableTransitions`, `history` … */
export function createSubjectFields(type: ClassType, transitions: Transitions): ClassType {
  addPlainFields(type, transitions);
  const { kind } = transitions.lifecycle;
  const history = createConnectionType(namesOf(transitions.lifecycle).event, 'events', () => transitions.eventType);
  @Resolver(() => type)
  class SubjectResolver {
    @Access({ by: 'PARENT' })
    @FieldResolver(() => String, { description: 'The state as a text: the same on every kind, for lists over kinds.' })
    stateName(@Root() { state }: LifecycleSubject): string {
      return state;
    }

    @Access({ by: 'PARENT' })
    @FieldResolver(() => Cursor, {
      description:
        'As `Query.statusCursor`: one value a request, read before anything else; of a mutation from before it, in a stream one an event.',
    })
    statusCursor(@Ctx() context: RequestContext): Promise<string> {
      return context.readStatusCursor();
    }

    @Access({ by: 'VIEWER' })
    @FieldResolver(() => [transitions.optionType], {
      description: 'Every command that callers may issue on it, with whether the calling viewer may now, and why not.',
    })
    availableTransitions(
      @Root() subject: LifecycleSubject,
      @Ctx() { loaders }: RequestContext,
    ): Promise<readonly OptionSource[]> {
      return loaders.availableTransitions(kind, subject);
    }

    @Access({ by: 'EVENT_READERS' })
    @Directive(LIST_SIZE)
    @FieldResolver(() => history, { description: 'What happened to it, newest first, as far as the viewer may read.' })
    history(
      @Root() { id }: LifecycleSubject,
      @Args(() => PageOf50) page: PageArguments,
      @Ctx() context: RequestContext,
    ): Promise<ConnectionSource<StatusEvent>> {
      return readHistoryPage(context, { kind, subjectId: id }, page);
    }
  }
  return SubjectResolver;
}

function addPlainFields(type: ClassType, { enums }: Transitions): void {
  const target: object = type.prototype;
  Field(() => enums.state, { description: 'The state it is in.' })(target, 'state');
  Field(() => Int, { description: 'How many events it has had; 1 after the command that created it.' })(
    target,
    'version',
  );
  Field(() => DateTime, { description: 'When it was created.' })(target, 'createdAt');
  Field(() => DateTime, { description: 'When its newest event happened.' })(target, 'updatedAt');
}
