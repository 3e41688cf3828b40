// Saving: in the browser within a second, on the server within five, and at once when asked. Never shown as saved before it is.
import { button, clock, element, size } from './dom.js';
import { posted, read, setToken } from './fields.js';
import { send as sent } from './local-copies.js';
import { post, renewToken } from './requests.js';
import { createSignInDialog } from './sign-in-dialog.js';

const local = 400;            // ms from the first keystroke to the browser's copy
const quiet = 2000;           // ms of rest before the server is told …
const longest = 4000;         // … but no later than this, so that it has arrived within five seconds
const largest = 60 * 1024;    // bytes a request may have that outlives its page (Fetch: 64 KB for all together)
const asking = 3000;          // ms between two looks whether somebody has signed in elsewhere
const patience = 8000;        // ms a submit waits for a request on its way

export function createSaver({ form, words, status, banners, channel, session, copies, caret }) {
  let version = 0;
  let saved = 0;
  let inBrowser = 0;
  let since = 0;              // when the first change was made that no request has taken along
  let failures = 0;
  let notBefore = 0;
  let blocked = null;         // 'conflict', 'gone' or 'signedOut': why the server is not asked
  let refused = 0;            // the version it did not take
  let leaving = false;
  let flying = null;
  let timer = 0;
  let localTimer = 0;
  let renewed = false;
  let later = 0;              // the number of a request that the server has and this page does not know

  const signInDialog = createSignInDialog({ href: form.dataset.signIn, words, channel });

  const key = () => copies.keyOf(form.dataset.id, session.key);
  const dirty = () => version !== saved;
  const stamp = () => form.elements.Stamp?.value ?? '';

  function saveLocally(submitted = false) {
    clearTimeout(localTimer);
    localTimer = 0;
    if (!version || (inBrowser === version && !submitted)) return;
    const copy = {
      id: form.dataset.id,
      draft: session.key,
      stamp: stamp(),
      at: Date.now(),
      kept: !dirty(),
      submitted,
      caret: caret(),
      fields: read(form),
    };
    if (copies.put(key(), copy)) inBrowser = version;
    else status.say(words('browserFull'), true);
  }

  function changed() {
    version++;
    since ||= Date.now();
    localTimer ||= setTimeout(saveLocally, local);
    plan();
    if (!status.failing) status.saving(words('saving'));
  }

  function plan() {
    clearTimeout(timer);
    if (!dirty() || blocked || flying || leaving || refused === version) return;
    const due = Math.max(Math.min(Date.now() + quiet, since + longest), notBefore);
    timer = setTimeout(send, Math.max(0, due - Date.now()));
  }

  function fail(text, { wait = 0, action = null } = {}) {
    failures++;
    notBefore = Date.now() + Math.max(wait * 1000, Math.min(60000, 1000 * 2 ** failures));
    status.say(text, true, action);
    return { text };
  }

  /**
   * Sends the form once, with the name of a button or as an autosave. Resolves when the server has answered or cannot be reached: to
   * { json } where it did what was asked, or to { text } or { errors } that say why not.
   */
  function send(act = null) {
    clearTimeout(timer);
    saveLocally();
    status.saving(words('saving'));
    const request = (async () => {
      await session.ready;
      const version = takeAlong();
      const body = posted(form);
      body.set('DraftKey', session.key);
      body.set('Sequence', session.next(later));
      if (act) body.set('Do', act);
      // The text as it was loaded serves the conflict page alone. Without it, more can outlive the page.
      if (body.toString().length >= largest) body.delete('Base');
      let outcome;
      try {
        const answer = await post(form, form.dataset.save, body, { keepalive: body.toString().length < largest });
        outcome = await take(answer, { ...version, act, body });
      } catch (error) {
        outcome = fail(words(error.name === 'TimeoutError' ? 'noAnswer' : 'offline'));
      }
      if (saved < version.sent) since = version.first;
      return outcome;
    })();
    const mine = (flying = request.finally(() => {
      if (flying === mine) flying = null;
      plan();
    }));
    return mine;
  }

  function takeAlong() {
    const taken = { sent: version, first: since || Date.now() };
    since = 0;
    return taken;
  }

  function take(answer, request) {
    const { status: code, json } = answer;
    if (answer.ok && json) return json.later == null ? accept(json, request) : retryAfter(json.later, request);
    if (code === 401) return signOut();
    if (code === 409) return conflict(json ?? {});
    if ((code === 400 || code === 403) && !renewed) return renew(code, request);
    if (code === 403) return fail(json?.error ?? words('forbidden'), { wait: 30 });
    if (code === 404 || code === 410) {
      blocked = 'gone';
      return fail(words('gone'));
    }
    if (code === 422 && request.act) {
      // An autosave takes what a publication refuses.
      status.restore();
      return { text: json?.error, errors: json?.errors ?? [] };
    }
    if (code === 400 || code === 413 || code === 422) {
      refused = request.sent;
      if (answer.refusedByProxy) return fail(words('refused', words('proxyTooLarge', size(answer.refusedByProxy))));
      return fail(code === 413 ? words('tooLong') : words('refused', json?.error ?? code));
    }
    if (code === 507) return fail(json?.error ?? words('full'), { wait: 10 });
    return fail(words('failed'), { wait: answer.after });
  }

  // A token that is refused is renewed once; the next try tells whether that was the reason.
  async function renew(code, { act }) {
    renewed = true;
    const isNew = await renewToken(form);
    if (!isNew) return fail(words(code === 403 ? 'forbidden' : 'failed'));
    notBefore = 0;
    if (blocked === 'signedOut') blocked = null;   // somebody is there again, with another token
    return send(act);
  }

  /** The server holds a request with a later number, as after the clock was set back: nothing was written, so once more with a higher one. */
  function retryAfter(number, { act }) {
    later = number;
    return send(act);
  }

  function accept(json, { sent: taken, body }) {
    const old = key();
    if (json.stamp != null && form.elements.Stamp) form.elements.Stamp.value = json.stamp;
    if (form.elements.Base) form.elements.Base.value = body.get('Markdown') ?? '';
    setToken(form, json.token);
    if (json.id && !form.dataset.id) moveTo(json);
    saved = Math.max(saved, taken);
    failures = notBefore = refused = later = 0;
    renewed = false;
    blocked = null;
    inBrowser = 0;
    saveLocally();
    if (old !== key()) copies.remove(old);
    signInDialog.close();
    if (json.status) status.served(json.status);
    else if (json.at) status.say(words('saved', clock(json.at, form.dataset.zone)));
    if (dirty()) status.saving(words('saving'));
    if (json.id) channel.say({ type: 'kept', id: String(form.dataset.id), session: session.key });
    form.dispatchEvent(new Event('kept'));
    return { json, body };
  }

  /** A new post has an address now: the page, its handlers and its copy go there. */
  function moveTo(json) {
    const before = location.pathname;
    const target = new URL(json.url, location.href);
    form.dataset.id = json.id;
    history.replaceState(history.state, '', target.pathname + target.search);
    session.remember();
    for (const name of ['save', 'preview', 'check', 'upload', 'compare', 'token', 'changed']) {
      if (!form.dataset[name]) continue;
      const url = new URL(form.dataset[name], location.href);
      if (url.pathname === before) url.pathname = target.pathname;
      form.dataset[name] = url.pathname + url.search;
    }
    for (const owner of [form, ...document.querySelectorAll('[form=post][formaction], form#post [formaction]')]) {
      const name = owner === form ? 'action' : 'formaction';
      const url = owner.hasAttribute(name) && new URL(owner.getAttribute(name), location.href);
      if (url && url.pathname === before) owner.setAttribute(name, target.pathname + url.search);
    }
    form.dispatchEvent(new Event('moved'));
  }

  function conflict({ who, at, error }) {
    blocked = 'conflict';
    const text = error ?? words('conflictBy', who ?? '', clock(at, form.dataset.zone));
    status.say(words('conflict'), true);
    banners.hide('stale');
    banners.show('conflict', {
      text,
      isError: true,
      actions: [element('button', { type: 'submit', form: form.id, name: 'Do', value: 'save', 'data-leave': '' }, words('conflictOpen'))],
    });
    return { isConflict: true };
  }

  function signOut() {
    blocked = 'signedOut';
    const text = words('signedOut');
    status.say(text, true, button(words('signIn'), signInDialog.open, { class: 'plain' }));
    signInDialog.open();
    return { text };
  }

  let lastAsked = 0;

  /** Asks for the new session's token first: the text goes only where somebody is signed in. */
  async function askAgain() {
    if (blocked !== 'signedOut' || flying || Date.now() - lastAsked < 1000) return;
    lastAsked = Date.now();
    if (!form.dataset.token || (await renewToken(form))) send();
  }

  // ---- When the page is left, hidden, or comes back.

  function hidden() {
    saveLocally();
    // Also beside a request on its way: the numbers tell the server which is the newer.
    if (dirty() && !blocked && !leaving && refused !== version) send();
  }

  addEventListener('pagehide', hidden);
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    session.renew();   // the post may have been opened and changed with this key since
    stay();
  });
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? hidden() : askAgain()));
  addEventListener('focus', askAgain);
  setInterval(() => document.visibilityState === 'visible' && askAgain(), asking);
  addEventListener('online', () => {
    notBefore = 0;
    if (dirty() && !blocked && !flying) send();
  });
  addEventListener('beforeunload', (event) => {
    if (!leaving && (dirty() || acting)) event.preventDefault();
  });

  function stay() {
    leaving = false;
    plan();
  }

  // A submit that leaves the page waits for a request on its way, which changes the stamp.
  let waited = false;
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented || (event.submitter?.formTarget ?? '') === '_blank') return;
    if (flying && !waited) {
      event.preventDefault();
      waited = true;
      const by = event.submitter;
      Promise.race([flying, new Promise((done) => setTimeout(done, patience))]).then(() => form.requestSubmit(by?.isConnected ? by : null));
      return;
    }
    waited = false;
    saveLocally(true);
    sent(key());
    leave();
  });

  /** The page is sent somewhere on purpose. */
  function leave() {
    leaving = true;
    clearTimeout(timer);
    setTimeout(stay, 30000);   // still here: the reader of the answer pressed stop
  }

  let acting = null;

  /** Does what a button of the header does, and stays. A second press while the first is on its way is the same press. */
  function act(name) {
    return (acting ??= (async () => {
      await flying;
      return send(name);
    })().finally(() => (acting = null)));
  }

  return {
    act,
    changed,
    askAgain,
    saveLocally,
    leave,
    now: () => flying ?? send(),
    dirty,
    sending: () => Boolean(flying || acting),
  };
}
