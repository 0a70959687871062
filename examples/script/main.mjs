// A card from its request to its production, as a requester, an approver and an operator see it.
import { TransitionNotPermittedError } from '@tessera/sdk';
import { readFile, writeFile } from 'node:fs/promises';
import { connectAs } from './client.mjs';

const requester = await connectAs('requester');
const approver = await connectAs('approver');
const operator = await connectAs('operator');
const cursorFile = new URL('cursor.txt', import.meta.url);

// A stream after this cursor tells everything that happens from now on.
const now = await operator.events.cursor();

// The requester registers a card. Only a dry run answers none.
const { card } = await requester.cards.register({ programId: 'staff', holderId: `guest-${Date.now()}` });
if (card === null) throw new Error('A card was expected.');
console.log(`registered  ${card.id}`);

// The operator follows it live, while the requester goes on.
const watching = follow(card.id, { after: now, until: 'PROCESSING' });
await requester.cards.request(card.id);

// Requesters may not approve. A refusal is thrown: a class for each kind, with what one needs to know.
try {
  await requester.cards.approve(card.id);
} catch (error) {
  if (!(error instanceof TransitionNotPermittedError)) throw error;
  console.log(`refused     ${error.message} (${error.requiredRoles.join(', ')})`);
}

// Whoever reckons with refusals takes them as values: the same methods, under `result`.
const result = await requester.result.cards.approve(card.id);
if (result.__typename !== 'CardTransition') console.log(`refused     ${result.code}, as a value`);

// Approvers may.
const { from, to } = await approver.cards.approve(card.id, { comment: 'Badge for building 2' });
console.log(`approved    from ${from} to ${to}`);
await watching;

// Here the program might have ended. The next one goes on after the stored cursor: nothing is missed, and nothing comes twice.
const stored = await readFile(cursorFile, 'utf8');
console.log('resumed     after the stored cursor');
await follow(card.id, { after: stored, until: 'PRODUCED' });
operator.close();

/**
 * Prints what happens to the card until it is in a state, and stores how far it has got.
 *
 * @param {string} cardId
 * @param {{ after: string, until: string }} range
 */
async function follow(cardId, { after, until }) {
  for await (const event of operator.cards.watch({ cardId, after })) {
    console.log(`live        ${event.command} by ${event.actor.id}: ${event.from ?? 'nothing'} → ${event.to}`);
    await writeFile(cursorFile, event.cursor);
    if (event.to === until) return;
  }
}
