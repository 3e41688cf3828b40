// What tabs of this blog tell each other.

/** Where browsers have no BroadcastChannel nothing is said: the server's stamps still find every conflict. */
export function createChannel({ form, composing, focus }) {
  const line = 'BroadcastChannel' in self ? new BroadcastChannel('blog') : null;
  const handlers = [];
  const channel = {
    composing,
    focus,
    say: (message) => line?.postMessage(message),
    on: (handler) => handlers.push(handler),
    /** Sessions of the tabs that answer in time. */
    alive(within) {
      const found = new Set();
      handlers.push((message) => message.type === 'here' && found.add(message.session));
      channel.say({ type: 'who', id: form.dataset.id });
      return new Promise((done) => setTimeout(done, within, found));
    },
  };
  if (line) line.onmessage = ({ data }) => handlers.forEach((handler) => handler(typeof data === 'string' ? { type: data } : data ?? {}));
  return channel;
}
