// One subscription over the protocol `graphql-transport-ws`; a page of the server's own needs no more of it.

/** Subscribes with a token. Calls `onNext` with each result, `onOpen` once it runs, `onEnd` when it is over. Returns a way to end it. */
export function subscribe(request, token, { onNext, onOpen = () => {}, onEnd }) {
  const url = new URL('graphql', location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url, 'graphql-transport-ws');
  const send = (message) => socket.send(JSON.stringify(message));
  const handlers = {
    connection_ack: () => {
      send({ id: '1', type: 'subscribe', payload: request });
      onOpen();
    },
    ping: () => send({ type: 'pong' }),
    next: ({ payload }) => onNext(payload),
    error: ({ payload }) => onNext({ errors: payload }),
    complete: () => socket.close(1000),
  };
  socket.onopen = () => send({ type: 'connection_init', payload: { authorization: `Bearer ${token}` } });
  socket.onmessage = ({ data }) => {
    const message = JSON.parse(data);
    handlers[message.type]?.(message);
  };
  socket.onclose = ({ code, reason }) => onEnd(code === 1000 ? null : `${code} ${reason}`.trim());
  return () => {
    socket.onclose = null;
    socket.close(1000);
  };
}

/** The same as an asynchronous sequence, which is what GraphiQL reads. */
export function results(request, token) {
  const waiting = [];
  let wake = () => {};
  let end;
  const stop = subscribe(request, token, {
    onNext: (result) => {
      waiting.push(result);
      wake();
    },
    onEnd: (fault) => {
      end = { fault };
      wake();
    },
  });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (waiting.length === 0 && !end) await new Promise((resolve) => (wake = resolve));
      if (waiting.length > 0) return { done: false, value: waiting.shift() };
      if (end.fault) throw new Error(`The stream was closed: ${end.fault}`);
      return { done: true, value: undefined };
    },
    async return() {
      end = { fault: null };
      stop();
      wake();
      return { done: true, value: undefined };
    },
  };
}
