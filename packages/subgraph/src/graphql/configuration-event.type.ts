import { Field, ObjectType } from 'type-graphql';
import { StatusEventType } from './status-event.type.js';

/** An event of what is configured: a program or a kiosk. */
@ObjectType('ConfigurationEvent', {
  description:
    'A change of a card program or a kiosk; it affects future commands only. `fromState` and `toState` are null.',
  implements: StatusEventType,
})
export class ConfigurationEventType {
  @Field(() => String, { description: 'What changed, in words; of a creation all values.', simple: true })
  declare readonly summary: string;
}
