// Who writes here: one key per tab and post. It survives a reload, so that a page never conflicts with its own text, and it numbers the
// requests, so that one that arrives late overwrites nothing.
import { randomId } from './dom.js';

const place = 'blog.editor.page.';
const lastNumber = 'blog.editor.number';

export function createSession(form) {
  const { account } = form.dataset;
  const postId = () => form.dataset.id || '';
  let key = remembered() ?? randomId();
  let last = Number(stored(lastNumber)) || 0;
  let confirm;
  const ready = new Promise((done) => (confirm = done));

  function remembered() {
    const here = history.state?.editor ?? parsed(postId() && stored(place + postId()));
    return here?.account === account ? here.key : null;
  }

  function remember() {
    const mine = { account, key };
    history.replaceState({ ...history.state, editor: mine }, '');
    if (postId()) store(place + postId(), JSON.stringify(mine));
    form.elements.DraftKey.value = key;
  }

  remember();
  return {
    ready,
    confirm,
    remember,
    get key() {
      return key;
    },
    /** Another page uses the key: a duplicated tab, or a page that the browser kept in memory. */
    renew() {
      key = randomId();
      remember();
    },
    /** Goes on with the draft that a closed page began. */
    adopt(other) {
      key = other;
      remember();
    },
    /** The number of the next request. It grows across reloads, also where the clock was set back. */
    next(after = 0) {
      last = Math.max(Date.now(), last + 1, after + 1);
      store(lastNumber, last);
      return last;
    },
  };
}

// A browser may refuse its storage: then the page works on, and is another one after a reload.
function stored(name) {
  try {
    return sessionStorage.getItem(name);
  } catch {
    return null;
  }
}

function store(name, value) {
  try {
    sessionStorage.setItem(name, value);
  } catch {
    // As above.
  }
}

function parsed(text) {
  try {
    return JSON.parse(text || 'null');
  } catch {
    return null;
  }
}
