// One card by Apollo Client: mutations, a query and a subscription, with the documents of the SDK.
import {
  ApproveCardDocument,
  GetCardDocument,
  RegisterCardDocument,
  RequestCardDocument,
  WatchCardsDocument,
} from '@tessera/sdk/documents';
import { connectAs, toNode } from './client.js';

const { client, close } = await connectAs('operator');

// A mutation. It answers a union: the transition, or a refusal that says why not.
const registering = await client.mutate({
  mutation: toNode(RegisterCardDocument),
  variables: { input: { programId: 'staff', holderId: `guest-${Date.now()}` } },
});
const registered = registering.data?.registerCard;
if (registered?.__typename !== 'CardTransition') throw new Error(registered?.message);
const id = registered.card?.id ?? '';
console.log(`registered  ${id}`);

// A query: its answer is typed by the document. Here it comes out of the cache, which the mutation has filled.
const { data } = await client.query({ query: toNode(GetCardDocument), variables: { id } });
console.log(`read        ${data?.card?.state}, version ${data?.card?.version}, for ${data?.card?.holder?.id}`);

// A subscription, after the event of the registration: whatever is done from then on is told, also what is done before it is open.
const events = client.subscribe({
  query: toNode(WatchCardsDocument),
  variables: { cardId: id, after: registered.event?.cursor },
});
const firstEvent = new Promise<void>((resolve, reject) => {
  const subscription = events.subscribe(({ data, error }) => {
    if (error !== undefined) reject(error);
    const event = data?.cardStatusChanged;
    console.log(`live        ${event?.command} by ${event?.actor.id}: ${event?.from} → ${event?.to}`);
    subscription.unsubscribe();
    resolve();
  });
});
await client.mutate({ mutation: toNode(RequestCardDocument), variables: { input: { id } } });
await firstEvent;

// A refusal: operators may not approve. Each kind has fields of its own.
const approving = await client.mutate({ mutation: toNode(ApproveCardDocument), variables: { input: { id } } });
const answer = approving.data?.approveCard;
if (answer?.__typename === 'TransitionNotPermitted')
  console.log(`refused     ${answer.message} (${answer.requiredRoles.join(', ')})`);

await close();
