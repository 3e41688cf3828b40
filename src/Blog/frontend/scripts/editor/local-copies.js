// Copies in this browser: one per opened page, so that two tabs of one post never write over each other.
const prefix = 'blog.editor.';
const month = 30 * 24 * 3600 * 1000;

/**
 * A record: { id, draft, stamp, at (ms), kept, submitted, fields }. `id` is empty for a post the server has not seen; `kept` says
 * that the server confirmed exactly these fields.
 */
export const keyOf = (id, session) => `${prefix}${id || 'new'}.${session}`;

export function all() {
  const found = [];
  for (const key of Object.keys(localStorage).filter((name) => name.startsWith(prefix))) {
    try {
      const record = JSON.parse(localStorage.getItem(key));
      if (record?.fields) found.push({ ...record, key, session: key.slice(key.lastIndexOf('.') + 1) });
    } catch {
      // A record cut off by a crash of the browser is no record.
    }
  }
  return found.sort((a, b) => b.at - a.at);
}

export const remove = (key) => localStorage.removeItem(key);

/** False where the browser has no room, after older copies that the server has too made place. */
export function put(key, record) {
  const text = JSON.stringify(record);
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
}

/** Copies the server confirmed serve for a month, in case it is set back to a backup. */
export function prune() {
  for (const record of all()) if (record.kept && record.at < Date.now() - month) remove(record.key);
}

// The copy whose text this tab has sent away by a form: to be saved, or to be compared. The page that follows may be another one
// that asks for a choice; a page that then says what was done is the answer.
const sent = 'blog.editor.sent';

export const send = (key) => sessionStorage.setItem(sent, key);

export function answered(isDone) {
  const key = sessionStorage.getItem(sent);
  sessionStorage.removeItem(sent);
  if (key && isDone) remove(key);
}
