import { createPersonaClients } from './persona-clients.js';
import { startServerStack } from './server-stack.js';

/** Starts a whole server, and makes clients of it. */
export async function startSdkStack(environment: Record<string, string> = {}) {
  const { server, tokens, stop } = await startServerStack(environment);
  const { as, close } = createPersonaClients({ url: server.url, tokens });
  return {
    ...{ url: server.url, tokens, as },
    stop: async () => {
      close();
      await stop();
    },
  };
}
