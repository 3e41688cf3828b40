// Asks the sandboxed document to draw. The library is loaded with the first diagram, and once.
const patience = 60000;   // ms for one diagram, loading included

/** @param {string} href The page of the diagrams. */
export function createDrawer(href) {
  let frame = null;
  let number = 0;

  function open() {
    return (frame ??= new Promise((done, fail) => {
      const element = document.createElement('iframe');
      element.className = 'drawing';
      element.setAttribute('sandbox', 'allow-scripts');
      element.setAttribute('aria-hidden', 'true');
      element.tabIndex = -1;
      element.title = 'diagrams';
      element.src = `${href}?handler=Frame`;
      const ready = ({ source, data }) => {
        if (source !== element.contentWindow || data?.type !== 'ready') return;
        removeEventListener('message', ready);
        done(element);
      };
      addEventListener('message', ready);
      setTimeout(() => fail(new Error('no answer')), patience);
      document.body.append(element);
    }).catch((error) => {
      frame = null;
      throw error;
    }));
  }

  /** Resolves to { light, dark } or { error }. */
  async function draw(source) {
    const element = await open();
    const mine = ++number;
    return new Promise((done) => {
      const answer = ({ source: from, data }) => {
        if (from !== element.contentWindow || data?.number !== mine) return;
        removeEventListener('message', answer);
        clearTimeout(timer);
        done(data);
      };
      const timer = setTimeout(() => {
        removeEventListener('message', answer);
        done({ error: 'no answer' });
      }, patience);
      addEventListener('message', answer);
      element.contentWindow.postMessage({ number: mine, text: source }, '*');   // its origin is opaque, and a source is no secret to it
    });
  }

  const page = (query) => fetch(`${href}?${query}`, { redirect: 'manual', signal: AbortSignal.timeout(20000) });

  /**
   * Draws what a post has and nobody has drawn, one after the other. Returns how many were drawn and the reasons of the others.
   * @param {boolean} again Also what could not be drawn before.
   * @param {boolean} all Also what is drawn.
   */
  async function drawPost(id, token, again, all = false) {
    const answer = await page(`handler=Undrawn&post=${id}&all=${all}`);
    if (!answer.ok) throw new Error(String(answer.status));
    const outcome = { drawn: 0, errors: [] };
    for (const { source, error } of await answer.json()) {
      if (error && !again) {
        outcome.errors.push(error);
        continue;
      }
      const made = await draw(source);
      const body = new FormData();
      body.set('Source', source);
      body.set('Post', id);
      body.set('Again', all);
      for (const [name, value] of [['Light', made.light], ['Dark', made.dark], ['Error', made.error]]) if (value) body.set(name, value);
      const kept = await fetch(href, { method: 'POST', body, redirect: 'manual', headers: { RequestVerificationToken: token } });
      if (kept.status === 404) continue;   // the text was saved without it meanwhile
      const refusal = (await kept.json().catch(() => null))?.error ?? (kept.ok ? null : String(kept.status));
      if (refusal) outcome.errors.push(refusal);
      else outcome.drawn++;
    }
    return outcome;
  }

  return { drawPost };
}
