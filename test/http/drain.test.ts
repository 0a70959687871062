import { startServerStack } from '../support/server-stack.js';

const REGISTER = 'mutation { registerCard(input: { programId: "staff", holderId: "mara.lind" }) { __typename } }';

describe('a server that stops', () => {
  it('answers what it has taken, closes sockets with 1012 and takes nobody any more', async () => {
    const stack = await startServerStack();
    const client = stack.subscriber('operator');
    const closed = new Promise<unknown>((resolve) => client.on('closed', resolve));
    const connected = new Promise<unknown>((resolve) => client.on('connected', resolve));
    const events = client.iterate({ query: 'subscription { statusChanged { commandName } }' });
    const ended = events.next().catch((error: unknown) => error);
    await connected;
    const { writer } = stack.server.services;
    const taken = new Promise<void>((resolve) => {
      const submit = writer.submit.bind(writer);
      writer.submit = (command) => {
        resolve();
        return submit(command);
      };
    });
    const inFlight = stack.ask({ query: REGISTER, as: 'requester' });
    await taken;
    await stack.stop();
    expect((await inFlight).data).toEqual({ registerCard: { __typename: 'CardTransition' } });
    expect(await closed).toMatchObject({ code: 1012 });
    await ended;
    await expect(fetch(`${stack.server.origin}/livez`)).rejects.toThrow('fetch failed');
  });

  it('stops once, however often it is told', async () => {
    const stack = await startServerStack();
    const first = stack.server.stop();
    expect(stack.server.stop()).toBe(first);
    await first;
    await stack.stop();
  });
});

describe('a server that cannot start', () => {
  it('closes what it has opened: the next one finds the database free', async () => {
    const first = await startServerStack();
    const { port } = new URL(first.server.url);
    await expect(startServerStack({ PORT: port })).rejects.toThrow('EADDRINUSE');
    await first.stop();
  });

  it('names a host that does not exist', async () => {
    await expect(startServerStack({ HOST: 'nowhere.invalid' })).rejects.toThrow('nowhere.invalid');
  });
});
