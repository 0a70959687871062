import { RegisterCardDocument } from '@tessera/sdk/documents';
import { useMemo, useState } from 'react';
import { Provider, useMutation } from 'urql';
import { createClient } from './client.js';
import { LiveCard } from './live-card.js';
import type { Persona } from './personas.js';

/** The page: who one is, and the card whose id stands behind the # of the address. */
export function App({ personas }: { readonly personas: readonly Persona[] }) {
  const [persona, setPersona] = useState(personas[0]);
  const [cardId, setCardId] = useState(location.hash.slice(1));
  const client = useMemo(() => createClient(persona?.token ?? ''), [persona]);
  return (
    <Provider value={client}>
      <nav>
        {personas.map((each) => (
          <button key={each.name} aria-pressed={each === persona} onClick={() => setPersona(each)}>
            {each.name}
          </button>
        ))}
      </nav>
      {cardId === '' ? <NewCard onRegistered={setCardId} /> : <LiveCard key={persona?.name} id={cardId} />}
    </Provider>
  );
}

function NewCard({ onRegistered }: { readonly onRegistered: (id: string) => void }) {
  const [{ data, error }, register] = useMutation(RegisterCardDocument);
  const onClick = async () => {
    const answer = await register({ input: { programId: 'staff', holderId: `guest-${Date.now()}` } });
    const result = answer.data?.registerCard;
    if (result?.__typename !== 'CardTransition' || result.card === null) return;
    location.hash = result.card.id;
    onRegistered(result.card.id);
  };
  const refusal = data?.registerCard.__typename === 'CardTransition' ? undefined : data?.registerCard.message;
  return (
    <main>
      <button onClick={onClick}>Register a card</button>
      <p role="alert">{refusal ?? error?.message}</p>
    </main>
  );
}
