/** Whoever has signed in, as far as the page must know: who they are says the API. */
export interface Credentials {
  /** Gets a token that is good now; renews it where it must. Throws when that cannot be done without the person. */
  getToken(): Promise<string>;
  /** Forgets who one was, here. */
  forget(): Promise<void>;
  /** Ends the session, also with the issuer; the page may be left. */
  signOut(): Promise<void>;
}
