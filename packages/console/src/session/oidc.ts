import type { User } from 'oidc-client-ts';
import type { OidcSignIn } from './configuration.js';
import type { Credentials } from './credentials.js';
import { ConnectionError, UnauthenticatedError } from '@tessera/sdk';
import { ErrorResponse, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import { BASE_PATH } from './configuration.js';

/** Where the issuer sends people back to. */
const RETURN_PATH = `${BASE_PATH}/signed-in`;

/** How long before its end a token is renewed, in seconds. */
const RENEWED_BEFORE_SECONDS = 30;

/** Responsible for signing in with an issuer: authorization code with PKCE. Talks to oidc-client-ts. */
export class OidcSession {
  readonly #manager: UserManager;
  #renewal: Promise<User> | null = null;

  constructor({ authority, clientId, scope, resource }: OidcSignIn) {
    this.#manager = new UserManager({
      authority,
      client_id: clientId,
      scope,
      // Once for the sign-in, once for each token.
      ...(resource === undefined ? {} : { resource, extraTokenParams: { resource } }),
      redirect_uri: `${location.origin}${RETURN_PATH}`,
      post_logout_redirect_uri: `${location.origin}${BASE_PATH}/`,
      // For this tab alone, and no longer than it is open.
      userStore: new WebStorageStateStore({ store: sessionStorage }),
      stateStore: new WebStorageStateStore({ store: sessionStorage }),
      // Tokens are renewed when they are needed, by the refresh token: no hidden frame.
      automaticSilentRenew: false,
      loadUserInfo: false,
    });
  }

  /** Whoever has signed in before, or comes back from the issuer just now; null: nobody. Throws what the issuer says. */
  async recall(): Promise<Credentials | null> {
    if (location.pathname === RETURN_PATH) {
      const { href } = location;
      // What the issuer has sent is good once: after a fault, one begins anew.
      history.replaceState(null, '', `${BASE_PATH}/`);
      const { state } = await this.#manager.signinRedirectCallback(href);
      if (typeof state === 'string') history.replaceState(null, '', state);
      return this.#credentials();
    }
    return (await this.#manager.getUser()) === null ? null : this.#credentials();
  }

  /** Leaves the page for the issuer’s; it leads back to where one was. */
  signIn(): Promise<void> {
    const { pathname, search } = location;
    const isReturn = pathname === RETURN_PATH;
    return this.#manager.signinRedirect({ state: isReturn ? `${BASE_PATH}/` : `${pathname}${search}` });
  }

  #credentials(): Credentials {
    return {
      getToken: async () => {
        const user = await this.#manager.getUser();
        const isGood = user?.expires_in !== undefined && user.expires_in > RENEWED_BEFORE_SECONDS;
        if (user !== null && isGood) return user.access_token;
        // Without a refresh token no try would help.
        if (user?.refresh_token === undefined) throw sessionEnded();
        // Everything that asks at once waits for one renewal: a refresh token is good once.
        this.#renewal ??= this.#renew().finally(() => (this.#renewal = null));
        return (await this.#renewal).access_token;
      },
      forget: () => this.#manager.removeUser(),
      signOut: async () => {
        try {
          await this.#manager.signoutRedirect();
        } catch {
          // The issuer has no page for that, or cannot be reached: here, at least, nobody is signed in any more.
          await this.#manager.removeUser();
        }
      },
    };
  }

  /** Throws what the SDK throws: whoever asked is to sign in anew, or may try again. */
  async #renew(): Promise<User> {
    try {
      const user = await this.#manager.signinSilent();
      if (user !== null) return user;
    } catch (cause) {
      if (cause instanceof ErrorResponse) throw sessionEnded(cause);
      const details = { code: 'CONNECTION_FAILED', retryable: true, cause };
      throw new ConnectionError('The issuer that signs people in cannot be reached.', details);
    }
    throw sessionEnded();
  }
}

function sessionEnded(cause?: unknown): UnauthenticatedError {
  return new UnauthenticatedError('The session has ended.', { code: 'UNAUTHENTICATED', retryable: false, cause });
}
