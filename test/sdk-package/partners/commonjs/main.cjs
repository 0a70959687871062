// Registers a card, follows what happens to cards meanwhile, and reads it: in plain JavaScript, by `require`.
const { env, stdout } = require('node:process');
const { createTessera, TransitionNotAllowedError } = require('@tessera/sdk');
const { GetCardDocument } = require('@tessera/sdk/documents');
const { WebSocket } = require('ws');

async function main() {
  const tessera = createTessera({ url: env.TESSERA_URL, token: env.TESSERA_TOKEN, webSocketImpl: WebSocket });
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
  stdout.write(JSON.stringify({ to, watched, read: card.state, executed: same.state, isRefused }));
}

main();
