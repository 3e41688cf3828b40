// Copies in this browser: one per opened page, so that two tabs of one post never write over each other, and each under the account that
// wrote it, so that nobody else who signs in here is offered it.
const prefix = 'blog.editor.';
const month = 30 * 24 * 3600 * 1000;

/**
 * A copy: { id, draft, stamp, at (ms), kept, submitted, caret, fields }. `id` is empty for a post the server has not seen; `kept` says that
 * the server confirmed exactly these fields.
 */
export function createLocalCopies(account) {
  const mine = `${prefix}${account}.`;

  function all() {
    const found = [];
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(mine))) {
      try {
        const copy = JSON.parse(localStorage.getItem(key));
        if (copy?.fields) found.push({ ...copy, key, session: key.slice(key.lastIndexOf('.') + 1) });
      } catch {
        // A copy cut off by a crash of the browser is no copy.
      }
    }
    return found.sort((a, b) => b.at - a.at);
  }

  const remove = (key) => localStorage.removeItem(key);

  return {
    all,
    remove,
    keyOf: (id, session) => `${mine}${id || 'new'}.${session}`,

    /** False where the browser has no room, after older copies that the server has too made place. */
    put(key, copy) {
      const text = JSON.stringify(copy);
      for (;;) {
        try {
          localStorage.setItem(key, text);
          return true;
        } catch {
          const oldest = all().filter((other) => other.kept && other.key !== key).at(-1);
          if (!oldest) return false;
          remove(oldest.key);
        }
      }
    },

    /** Copies the server confirmed serve for a month, in case it is set back to a backup. */
    prune() {
      for (const copy of all()) if (copy.kept && copy.at < Date.now() - month) remove(copy.key);
    },
  };
}

// The copy whose text this tab has sent away by a form, to be compared. The page that follows may be another one that asks for a choice; a
// page that then says what was done is the answer.
const sent = 'blog.editor.sent';

export const send = (key) => sessionStorage.setItem(sent, key);

export function answered(isDone) {
  const key = sessionStorage.getItem(sent);
  sessionStorage.removeItem(sent);
  if (key && isDone) localStorage.removeItem(key);
}
