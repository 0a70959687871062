// Serves a real OpenID Connect provider on a free port of this machine: one public client, the console, which gets JWTs for Tessera by
// authorization code and PKCE, and renews them by refresh tokens. OIDC_SETTINGS says in JSON for whom. Says in one line where it listens.
import { Provider } from 'oidc-provider';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

const { origin, clientId, audience, tokenSeconds, accounts } = JSON.parse(process.env.OIDC_SETTINGS);
const HOUR = 3_600;

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, configuration());
  provider.on('server_error', (_context, error) => console.error(error));
  const answer = provider.callback();
  server.on('request', (request, response) => {
    if (request.url.startsWith('/interaction/')) void interact(provider, request, response);
    else answer(request, response);
  });
  console.log(`The OpenID Connect provider listens on ${issuer}`);
});

function configuration() {
  return {
    clients: [consoleClient()],
    jwks: { keys: [createKey()] },
    cookies: { keys: [randomUUID()] },
    scopes: ['openid', 'offline_access'],
    findAccount: (_context, id) =>
      Object.hasOwn(accounts, id) ? { accountId: id, claims: () => ({ sub: id }) } : undefined,
    extraTokenClaims: (_context, token) => accounts[token.accountId],
    // Whoever signs in has agreed.
    loadExistingGrant,
    // Whether or not the page asks for `offline_access`: its session is renewed either way.
    issueRefreshToken: (_context, client) => client.grantTypeAllowed('refresh_token'),
    clientBasedCORS: (_context, from) => from === origin,
    ttl: {
      AccessToken: tokenSeconds,
      AuthorizationCode: 60,
      Grant: HOUR,
      IdToken: tokenSeconds,
      Interaction: HOUR,
      RefreshToken: HOUR,
      Session: HOUR,
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    renderError: (context, facts) => show(context, 'Not signed in', describe(facts)),
    features: features(),
  };
}

function consoleClient() {
  return {
    client_id: clientId,
    application_type: 'web',
    token_endpoint_auth_method: 'none',
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    redirect_uris: [`${origin}/console/signed-in`],
    post_logout_redirect_uris: [`${origin}/console`, `${origin}/console/`],
  };
}

function features() {
  return {
    // Its pages ask a server elsewhere for a font.
    devInteractions: { enabled: false },
    dPoP: { enabled: false },
    // Its tokens would be other ones than those for Tessera.
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => audience,
      useGrantedResource: () => true,
      getResourceServerInfo: () => ({ audience, scope: '', accessTokenFormat: 'jwt' }),
    },
    rpInitiatedLogout: {
      enabled: true,
      logoutSource: (context, form) =>
        show(context, 'Sign out', `${form}<button form="op.logoutForm" name="logout" value="yes">Sign out</button>`),
      postLogoutSuccessSource: (context) => show(context, 'Signed out', '<p>You are signed out.</p>'),
    },
  };
}

function createKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  return { ...privateKey.export({ format: 'jwk' }), kid: 'key-1', alg: 'RS256', use: 'sig' };
}

async function loadExistingGrant({ oidc }) {
  const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
  grant.addOIDCScope('openid offline_access');
  await grant.save();
  return grant;
}

/** Asks who it is, and goes on with whoever is known; `prompt=consent` asks once more. */
async function interact(provider, request, response) {
  try {
    const { prompt } = await provider.interactionDetails(request, response);
    const given = request.method === 'POST' ? new URLSearchParams(await text(request)) : null;
    const result = given === null ? null : resultOf(prompt.name, given.get('user') ?? '');
    if (result !== null) return await provider.interactionFinished(request, response, result);
    const fault = given === null ? '' : '<p role="alert">Nobody has this name.</p>';
    send(response, 200, page('Sign in', `${fault}${prompt.name === 'consent' ? CONSENT_FORM : SIGN_IN_FORM}`));
  } catch (error) {
    send(response, 400, page('Not signed in', describe({ error: error.message })));
  }
}

const SIGN_IN_FORM =
  '<form method="post"><label>User <input name="user" required autofocus></label> <button>Sign in</button></form>';
const CONSENT_FORM = '<form method="post"><button>Allow</button></form>';

function resultOf(prompt, user) {
  if (prompt === 'consent') return { consent: {} };
  return Object.hasOwn(accounts, user) ? { login: { accountId: user } } : null;
}

function describe(facts) {
  const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}`);
  return `<p role="alert">${lines.join(' · ').replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</p>`;
}

function page(title, body) {
  const head = `<meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">`;
  return `<!doctype html><html lang="en"><head>${head}</head><body><main><h1>${title}</h1>${body}</main></body></html>`;
}

function show(context, title, body) {
  context.type = 'html';
  context.body = page(title, body);
}

function send(response, status, html) {
  response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' }).end(html);
}
