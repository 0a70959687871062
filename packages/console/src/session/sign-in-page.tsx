import type { Door } from './door.js';
import type { Persona } from './personas.js';
import { useState } from 'react';
import { toFault } from '../live/to-fault.js';
import { nameRole, texts } from '../texts/texts.js';
import { Button } from '../widgets/button.js';
import { FaultNotice } from '../widgets/notice.js';
import styles from './sign-in.module.css';

/** What somebody sees who has not signed in. */
export function SignInPage({ door }: { readonly door: Door }) {
  return (
    <main className={styles['page']}>
      <p className={styles['mark']}>
        <img src={`${import.meta.env.BASE_URL}mark.svg`} alt="" width="28" height="28" /> {texts.product}
      </p>
      {door.kind === 'PERSONAS' ? (
        <PersonaChoice personas={door.personas} onChoose={door.choose} />
      ) : (
        <IssuerSignIn signIn={door.signIn} />
      )}
    </main>
  );
}

function PersonaChoice({
  personas,
  onChoose,
}: {
  readonly personas: readonly Persona[];
  readonly onChoose: (persona: Persona) => void;
}) {
  return (
    <>
      <h1>{texts.session.choose}</h1>
      <p className={styles['why']}>{texts.session.chooseWhy}</p>
      <ul className={styles['personas']}>
        {personas.map((persona) => (
          <li key={persona.name}>
            <button type="button" className={styles['persona']} onClick={() => onChoose(persona)}>
              <strong>{persona.name}</strong>
              <span>{persona.userId}</span>
              <small>
                {persona.roles.map(nameRole).join(', ')} {texts.session.tenant(persona.tenantId)}
              </small>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function IssuerSignIn({ signIn }: { readonly signIn: () => Promise<void> }) {
  const [fault, setFault] = useState<Error | null>(null);
  const begin = () => signIn().catch((error: unknown) => setFault(toFault(error)));
  return (
    <>
      <h1>{texts.session.signIn}</h1>
      <p className={styles['why']}>{texts.session.signInWhy}</p>
      <Button emphasis="primary" onClick={begin}>
        {texts.session.signIn}
      </Button>
      {fault !== null && <FaultNotice fault={fault} />}
    </>
  );
}
