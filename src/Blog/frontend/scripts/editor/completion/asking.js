// Asks the server what fits. Where there is no answer, nothing is offered: an author offline, or signed out, just writes on.
const patience = 8000;   // ms

/** @returns {(kind: string, text: string, signal: AbortSignal) => Promise<object[]>} */
export function createAsk(form) {
  return async (kind, text, signal) => {
    const query = new URLSearchParams({ handler: kind, text });
    if (kind === 'Posts' && form.dataset.id) query.set('post', form.dataset.id);
    try {
      const answer = await fetch(`${form.dataset.completions}?${query}`, {
        redirect: 'manual',
        headers: { Accept: 'application/json' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      });
      const found = answer.ok ? await answer.json() : [];
      return Array.isArray(found) ? found : [];
    } catch {
      return [];
    }
  };
}

const rest = 120;   // ms

/** Asks once the typing rests for a moment, and drops the answer to whatever was asked before. */
export function createAsking(ask) {
  let timer = 0;
  let asked = null;
  const stop = () => {
    clearTimeout(timer);
    asked?.abort();
    asked = null;
  };
  return {
    stop,
    start(kind, text, found, delay = rest) {
      stop();
      const mine = (asked = new AbortController());
      timer = setTimeout(async () => {
        const items = await ask(kind, text, mine.signal);
        if (!mine.signal.aborted) found(items);
      }, delay);
    },
  };
}
