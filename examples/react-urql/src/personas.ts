/** Somebody of the development server, who can be spoken for. Your page has the token of whoever has signed in. */
export interface Persona {
  readonly name: string;
  readonly userId: string;
  readonly token: string;
}

/** Those who have to do with a card until it is active. */
export async function fetchPersonas(): Promise<readonly Persona[]> {
  const response = await fetch('/dev/personas');
  const personas: readonly Persona[] = await response.json();
  return personas.filter(({ name }) => ['requester', 'approver', 'operator'].includes(name));
}
