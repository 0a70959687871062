// Registers a card, follows what happens to cards meanwhile, and reads it: in strict TypeScript, as an ES module.
import type { Card, CardStatusEvent, Watch } from '@tessera/sdk';
import type { ResultOf } from '@tessera/sdk/documents';
import { createTessera, TransitionNotAllowedError } from '@tessera/sdk';
import { GetCardDocument } from '@tessera/sdk/documents';
import { WebSocket } from 'ws';

const { TESSERA_URL: url = '', TESSERA_TOKEN: token = '' } = process.env;
const tessera = createTessera({ url, token: () => token, webSocketImpl: WebSocket });

let tellLive: () => void;
const live = new Promise<void>((resolve) => (tellLive = resolve));
const watch: Watch<CardStatusEvent> = tessera.cards.watch(
  {},
  {
    onStatus: (status) => {
      if (status === 'live') tellLive();
    },
  },
);
const coming = watch.next();
await live;

const { to, event } = await tessera.cards.register({ programId: 'staff', holderId: 'ada' });
const id = event?.subjectId ?? '';
const seen = await coming;
const card: Card | null = await tessera.cards.get(id);
const { card: same }: ResultOf<typeof GetCardDocument> = await tessera.execute(GetCardDocument, { id });

const refusal = await tessera.cards.activate(id).catch((error: unknown) => error);
const isRefused = refusal instanceof TransitionNotAllowedError;

// @ts-expect-error There is no such state.
if (card?.state === 'ACTIVATED') throw new Error('A state that is none');

await watch.return();
tessera.close();
const watched = seen.done === true ? null : { id: seen.value.subjectId === id, to: seen.value.to };
process.stdout.write(JSON.stringify({ to, watched, read: card?.state, executed: same?.state, isRefused }));
