// Keeping: in the browser within a second, on the server within five. Never shown as kept before it is.
import { button, clock, element, randomId } from './dom.js';
import { createSignInDialog } from './sign-in-dialog.js';
import { posted, read, setToken } from './fields.js';
import { post, renewToken } from './requests.js';
import { keyOf, put, remove, send as sent } from './local-copies.js';

const local = 400;            // ms from the first keystroke to the browser's copy
const quiet = 2000;           // ms of rest before the server is told …
const longest = 4000;         // … but no later than this, so that it has arrived within five seconds
const largest = 60 * 1024;    // bytes a request may have that outlives its page (Fetch: 64 KB for all together)
const asking = 3000;          // ms between two looks whether somebody has signed in elsewhere
const patience = 8000;        // ms a submit waits for a keep on its way

export function createAutosave({ form, words, status, banners, channel }) {
  const session = randomId();
  let version = 0;
  let kept = 0;
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

  if (!form.dataset.id && !form.elements.DraftKey) form.append(element('input', { type: 'hidden', name: 'DraftKey', value: randomId() }));

  const signInDialog = createSignInDialog({ href: form.dataset.signIn, words, channel });

  const key = () => keyOf(form.dataset.id, session);
  const dirty = () => version !== kept;
  const stamp = () => form.elements.Stamp?.value ?? '';

  function saveLocally(submitted = false) {
    clearTimeout(localTimer);
    localTimer = 0;
    if (!version || (inBrowser === version && !submitted)) return;
    const record = { id: form.dataset.id, draft: form.elements.DraftKey?.value, stamp: stamp(), at: Date.now(), kept: !dirty(), submitted, fields: read(form) };
    if (put(key(), record)) inBrowser = version;
    else status.say(words('browserFull'), true);
  }

  function changed() {
    version++;
    since ||= Date.now();
    localTimer ||= setTimeout(saveLocally, local);
    plan();
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
  }

  /** Tells the server once. Resolves when it has answered, whatever it said. */
  function send() {
    if (flying) return flying;
    clearTimeout(timer);
    saveLocally();
    flying = (async () => {
      const sent = version;
      const first = since || Date.now();
      since = 0;
      const body = posted(form);
      // The text as it was loaded serves the conflict page alone. Without it, more can outlive the page.
      if (body.toString().length >= largest) body.delete('Base');
      const slow = setTimeout(() => status.failing || status.say(words('saving')), 500);
      try {
        await take(await post(form, form.dataset.save, body, { keepalive: body.toString().length < largest }), sent);
      } catch {
        fail(words('offline'));
      } finally {
        clearTimeout(slow);
      }
      if (kept < sent) since = first;
    })().finally(() => {
      flying = null;
      plan();
    });
    return flying;
  }

  function take(answer, sent) {
    const { status: code, json } = answer;
    if (answer.ok && json) return accept(json, sent);
    if (code === 401) return signOut();
    if (code === 409) return conflict(json ?? {});
    if ((code === 400 || code === 403) && !renewed) return renew(code);
    if (code === 403) return fail(words('forbidden'), { wait: 30 });
    if (code === 404 || code === 410) {
      blocked = 'gone';
      return fail(words('gone'));
    }
    if (code === 400 || code === 413 || code === 422) {
      refused = sent;
      return fail(code === 413 ? words('tooLong') : words('refused', json?.error ?? code));
    }
    if (code === 507) return fail(json?.error ?? words('full'), { wait: 10 });
    return fail(words('failed'), { wait: answer.after });
  }

  // A token that is refused is renewed once; the next try tells whether that was the reason.
  async function renew(code) {
    renewed = true;
    const isNew = await renewToken(form);
    if (!isNew) return fail(words(code === 403 ? 'forbidden' : 'failed'));
    notBefore = 0;
    if (blocked === 'signedOut') blocked = null;   // somebody is there again, with another token
  }

  function accept(json, sent) {
    const old = key();
    if (json.stamp != null && form.elements.Stamp) form.elements.Stamp.value = json.stamp;
    setToken(form, json.token);
    if (json.id && !form.dataset.id) moveTo(json);
    kept = sent;
    failures = notBefore = refused = 0;
    renewed = false;
    blocked = null;
    inBrowser = 0;
    saveLocally();
    if (old !== key()) remove(old);
    signInDialog.close();
    if (json.status) status.served(json.status);
    else status.say(words('saved', clock(json.at ?? Date.now(), form.dataset.zone)));
    channel.say({ type: 'kept', id: String(form.dataset.id), session });
  }

  /** A new post has an address now: the page, its handlers and its copy go there. */
  function moveTo(json) {
    const before = location.pathname;
    const target = new URL(json.url, location.href);
    form.dataset.id = json.id;
    history.replaceState(history.state, '', target.pathname + target.search);
    for (const name of ['save', 'preview', 'check', 'upload', 'compare', 'token']) {
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
      actions: [element('button', { type: 'submit', form: form.id, name: 'Do', value: 'save' }, words('conflictOpen'))],
    });
  }

  function signOut() {
    blocked = 'signedOut';
    status.say(words('signedOut'), true, button(words('signIn'), signInDialog.open, { class: 'plain' }));
    signInDialog.open();
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
    if (dirty() && !blocked && !flying && !leaving && refused !== version) send();
  }

  addEventListener('pagehide', hidden);
  addEventListener('pageshow', (event) => event.persisted && stay());
  document.addEventListener('visibilitychange', () => (document.visibilityState === 'hidden' ? hidden() : askAgain()));
  addEventListener('focus', askAgain);
  setInterval(() => document.visibilityState === 'visible' && askAgain(), asking);
  addEventListener('online', () => {
    notBefore = 0;
    if (dirty() && !blocked) send();
  });
  addEventListener('beforeunload', (event) => {
    if (!leaving && dirty()) event.preventDefault();
  });

  function stay() {
    leaving = false;
    plan();
  }

  // A keep on its way changes the stamp: a submit that overtook it would be in conflict with its own page.
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

  return {
    session,
    changed,
    askAgain,
    saveLocally,
    leave,
    now: () => send(),
    dirty,
    get composing() {
      return channel.composing();
    },
  };
}
