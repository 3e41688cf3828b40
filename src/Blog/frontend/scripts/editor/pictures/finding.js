// Pages of the media library, sifted by name and description.
const rest = 250;         // ms
const patience = 20000;   // ms

/** @param {(answer: { pictures: object[], more: boolean } | null, isFirst: boolean) => void} shown Called with null where there is no answer. */
export function createFinding({ href, shown }) {
  let asked = null;
  let timer = 0;
  let text = '';
  let number = 0;

  async function ask() {
    asked?.abort();
    const mine = (asked = new AbortController());
    const page = number + 1;
    const query = new URLSearchParams({ handler: 'Pictures', text, number: page });
    const answer = await fetch(`${href}?${query}`, {
      redirect: 'manual',
      headers: { Accept: 'application/json' },
      signal: AbortSignal.any([mine.signal, AbortSignal.timeout(patience)]),
    }).then((response) => (response.ok ? response.json() : null)).catch(() => null);
    if (mine.signal.aborted) return;
    if (answer) number = page;
    shown(answer, page === 1);
  }

  return {
    more: ask,
    find(words, delay = rest) {
      clearTimeout(timer);
      asked?.abort();
      timer = setTimeout(() => {
        [text, number] = [words.trim(), 0];
        ask();
      }, delay);
    },
    stop() {
      clearTimeout(timer);
      asked?.abort();
    },
  };
}
