import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { KindType } from '../graphql/kind-type.js';
import { KioskStatusEnum } from '../graphql/vocabulary.js';

/** A machine that makes cards on the spot. */
@KindType('KIOSK')
@Directive('@key(fields: "id")')
@ObjectType('Kiosk', { description: 'A machine that makes cards on the spot.', simpleResolvers: true })
export class KioskType {
  @Field(() => ID, { description: 'The maker’s id of it, for example WIS00001.' })
  declare readonly id: string;

  @Field(() => String, { nullable: true, description: 'The branch it stands in; null while it is linked to none.' })
  declare readonly branch: string | null;

  @Field(() => KioskStatusEnum, { description: 'What it can do now.' })
  declare readonly status: string;

  @Field(() => Int, { description: 'How many events it has had.' })
  declare readonly version: number;
}
