// Registers a card, follows what happens to cards meanwhile, and reads it: in a browser, with its own fetch and WebSocket.
import { createTessera, TransitionNotAllowedError } from '@tessera/sdk';
import { GetCardDocument } from '@tessera/sdk/documents';

document.querySelector('#register').addEventListener('click', async () => {
  const output = document.querySelector('output');
  const answer = await main(document.querySelector('#token').value);
  output.textContent = JSON.stringify(answer);
  output.className = 'done';
});

async function main(token) {
  const tessera = createTessera({ url: new URL('/graphql', location.href).href, token: () => token });
  let tellLive;
  const live = new Promise((resolve) => (tellLive = resolve));
  const watch = tessera.cards.watch({}, { onStatus: (status) => status === 'live' && tellLive() });
  const coming = watch.next();
  await live;

  const { to, event } = await tessera.cards.register({ programId: 'staff', holderId: 'ada' });
  const id = event.subjectId;
  const seen = await coming;
  const card = await tessera.cards.get(id);
  const { card: same } = await tessera.execute(GetCardDocument, { id });
  const refusal = await tessera.cards.activate(id).catch((error) => error);

  await watch.return();
  tessera.close();
  const watched = { id: seen.value.subjectId === id, to: seen.value.to };
  const isRefused = refusal instanceof TransitionNotAllowedError;
  return { to, watched, read: card.state, executed: same.state, isRefused };
}
