// Changes from outside while the page is open: the connected repository, an import, another browser. Tabs of this one tell each other.
import { button } from './dom.js';

const every = 15000;            // ms between two looks
const attentive = 5 * 60000;    // ms after the last key or pointer: an editor that nobody looks at asks nothing

export function watchOutside({ form, words, banners, saver, session }) {
  let last = 0;
  let used = Date.now();
  let asking = false;

  const isCalm = () => document.visibilityState === 'visible' && form.dataset.id && form.dataset.changed && !saver.dirty() && !saver.sending();

  async function look() {
    if (asking || Date.now() - last < every || Date.now() - used > attentive || !isCalm()) return;
    asking = true;
    last = Date.now();
    const stamp = form.elements.Stamp?.value ?? '';
    const url = new URL(form.dataset.changed, location.href);
    url.searchParams.set('stamp', stamp);
    url.searchParams.set('draftKey', session.key);
    const json = await ask(url);
    asking = false;
    // Once something is typed or sent here, its own answer says more.
    if (json?.changed && isCalm() && stamp === (form.elements.Stamp?.value ?? '')) {
      banners.show('stale', { text: json.changed, actions: [button(words('staleReload'), () => location.reload())] });
    }
  }

  for (const name of ['keydown', 'pointerdown', 'pointermove']) addEventListener(name, () => (used = Date.now()), { passive: true });
  addEventListener('focus', () => {
    used = Date.now();
    look();
  });
  document.addEventListener('visibilitychange', look);
  setInterval(look, 1000);
}

async function ask(url) {
  const response = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(10000) }).catch(() => null);
  return response?.ok ? response.json().catch(() => null) : null;
}
