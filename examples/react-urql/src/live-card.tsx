import type { CardTransition, Refusal } from '@tessera/sdk';
import {
  ApproveCardDocument,
  GetCardDocument,
  ListCardHistoryDocument,
  RequestCardDocument,
} from '@tessera/sdk/documents';
import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { useLiveEvents } from './use-live-events.js';

/** One card: as it is now, what may be done with it, and what has happened to it. */
export function LiveCard({ id }: { readonly id: string }) {
  const [{ data, fetching, error }] = useQuery({ query: GetCardDocument, variables: { id } });
  const [{ data: past }] = useQuery({ query: ListCardHistoryDocument, variables: { id, first: 50 } });
  const history = past?.card?.history.nodes ?? [];
  const [news, fault] = useLiveEvents(id, history[0]?.cursor);
  const events = [...news, ...history];
  if (fetching) return <main>…</main>;
  if (!data?.card) return <main role="alert">{error?.message ?? 'You see no card with this id.'}</main>;
  const state = events[0]?.to ?? data.card.state;
  return (
    <main>
      <section className="card" data-state={state}>
        <h1>{state}</h1>
        <p>{data.card.holder?.id}</p>
        <small>{id}</small>
      </section>
      <Commands id={id} />
      {fault && <p role="alert">No longer live, load the page anew: {fault.message}</p>}
      <ol>
        {events.map((event) => (
          <li key={event.id}>
            <strong>{event.to}</strong> {event.command} by {event.actor.id}
            <time>{new Date(event.occurredAt).toLocaleTimeString()}</time>
          </li>
        ))}
      </ol>
    </main>
  );
}

/** Two commands. A refusal is no fault but an answer, and its message says what to do. */
function Commands({ id }: { readonly id: string }) {
  const [, request] = useMutation(RequestCardDocument);
  const [, approve] = useMutation(ApproveCardDocument);
  const [message, setMessage] = useState('');
  const show = (result: CardTransition | Refusal | undefined, fault: Error | undefined) =>
    setMessage(result?.__typename === 'CardTransition' ? '' : (result?.message ?? fault?.message ?? ''));
  const onRequest = async () => {
    const { data, error } = await request({ input: { id } });
    show(data?.requestCard, error);
  };
  const onApprove = async () => {
    const { data, error } = await approve({ input: { id } });
    show(data?.approveCard, error);
  };
  return (
    <section>
      <button onClick={onRequest}>Request</button>
      <button onClick={onApprove}>Approve</button>
      <p role="alert">{message}</p>
    </section>
  );
}
