// Pictures by paste, drop or choice. A mark in the text keeps their place while they are on their way.
import { Transaction } from '@codemirror/state';
import { isolateHistory } from '@codemirror/commands';
import { button, element, size } from './dom.js';
import { tokenOf } from './fields.js';
import { around } from './commands.js';

/** The mark of a picture that is on its way. */
export const uploading = /!\[([^\]]*)\]\(uploading-\d+\)/g;

const atOnce = 2;
const quiet = Transaction.addToHistory.of(false);
const alone = isolateHistory.of('full');

export function createUploads({ form, words, status, getText, askAlt, signedOut }) {
  const limit = Number(form.dataset.limit) || Infinity;
  const list = element('ul', { class: 'uploads', 'aria-label': words('uploads'), hidden: true });
  const chooser = element('input', { type: 'file', accept: 'image/*', multiple: true, hidden: true, tabindex: -1, 'aria-hidden': 'true' });
  const waiting = [];
  const finished = new Map();   // jobs whose picture has come, should undo bring the mark back
  let running = 0;
  let count = 0;

  document.querySelector('.write > header')?.append(list);
  form.after(chooser);
  chooser.addEventListener('change', () => {
    add([...chooser.files]);
    chooser.value = '';
  });

  const view = () => getText().view;
  const markOf = (n) => `![${words('uploading')}](uploading-${n})`;
  const placeOf = (mark) => view().state.doc.toString().indexOf(mark);

  /** A list line per file; the list hides when it is empty. */
  function lineFor(name) {
    const line = element('li', {}, element('span', { class: 'name' }, name));
    list.append(line);
    list.hidden = false;
    return {
      set: (...parts) => line.replaceChildren(...parts),
      drop() {
        line.remove();
        list.hidden = list.children.length === 0;
      },
    };
  }

  function say(line, text, actions, isError = true) {
    line.set(element('span', { class: isError ? 'error' : null, role: isError ? 'alert' : 'status' }, text), ...actions);
  }

  function add(files, pos) {
    const jobs = [];
    for (const file of files) {
      const reason = !file.type.startsWith('image/') ? words('notImage') : file.size > limit ? words('tooLarge', size(file.size), size(limit)) : null;
      const line = lineFor(file.name);
      if (reason) {
        say(line, words('because', file.name, reason), [button(words('dismiss'), line.drop)]);
        continue;
      }
      do count++; while (placeOf(`](uploading-${count})`) >= 0);
      jobs.push({ file, line, mark: markOf(count), at: Date.now() });
    }
    if (jobs.length === 0) return;
    place(jobs, pos);
    waiting.push(...jobs);
    next();
  }

  // The marks are no steps of the history: undo neither brings one back nor takes one away. The picture that replaces it is.
  function place(jobs, pos) {
    const { state } = view();
    const { from, to } = pos == null ? state.selection.main : { from: pos, to: pos };
    const line = state.doc.lineAt(to);
    const alone = jobs.length > 1 || from !== to || !line.text.trim() || to === line.to;
    const gap = alone ? around(state, from, to) : { before: '', after: '' };
    jobs.forEach((job, i) => {
      job.before = i ? '\n\n' : gap.before;
      job.after = i < jobs.length - 1 ? '' : gap.after === '\n' && to === state.doc.length ? '\n\n' : gap.after;
    });
    const insert = jobs.map((job) => job.before + job.mark + job.after).join('');
    const changes = from === to || pos != null ? { from: to, insert } : { from, to, insert };
    const at = changes.from + insert.length;
    view().dispatch({ changes, ...(view().composing ? {} : { selection: { anchor: at } }), annotations: quiet, scrollIntoView: !view().composing });
  }

  function next() {
    while (running < atOnce && waiting.length) {
      running++;
      send(waiting.shift());
    }
  }

  function send(job) {
    const bar = element('progress', { max: 1, value: 0, 'aria-label': job.file.name });
    job.line.set(element('span', { class: 'name' }, job.file.name), bar);
    const body = new FormData();
    body.append('file', job.file, job.file.name);
    body.append('alt', '');
    const request = new XMLHttpRequest();
    request.open('POST', form.dataset.upload);
    request.setRequestHeader('RequestVerificationToken', tokenOf(form));
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'text';
    request.upload.addEventListener('progress', (event) => event.lengthComputable && (bar.value = event.loaded / event.total));
    request.addEventListener('loadend', () => {
      running--;
      let json = null;
      try {
        json = JSON.parse(request.responseText);
      } catch {
        // A sign-in page, or nothing at all.
      }
      if (request.status >= 200 && request.status < 300 && json?.markdown) arrived(job, json);
      else if (request.status === 401 || (request.status === 200 && !json)) {
        failed(job, words('signedOut'));
        signedOut();
      } else failed(job, json?.error ?? words('uploadFailed'));
      next();
    });
    request.send(body);
  }

  function failed(job, reason) {
    say(job.line, words('because', job.file.name, reason), [
      button(words('retry'), () => {
        if (placeOf(job.mark) < 0) place([job]);
        waiting.push(job);
        next();
      }),
      button(words('remove'), () => {
        swap(job, '');
        job.line.drop();
        view().focus();
      }),
    ]);
  }

  function arrived(job, json) {
    finished.set(job, json.markdown);
    if (view().composing) return void setTimeout(arrived, 200, job, json);
    if (swap(job, json.markdown)) {
      job.line.drop();
      askAlt(json, job.file.name, job.at);
      return;
    }
    say(job.line, words('uploadLoose', job.file.name), [
      button(words('insertHere'), () => {
        view().dispatch({ ...view().state.replaceSelection(json.markdown), userEvent: 'input.paste' });
        job.line.drop();
        askAlt(json, job.file.name, job.at);
        view().focus();
      }),
      button(words('dismiss'), job.line.drop),
    ], false);
  }

  /** The mark goes with its blank lines, and the picture comes with them: one undo takes all of it away. */
  function swap({ mark, before, after }, markdown) {
    const whole = before + mark + after;
    const found = placeOf(whole);
    const [from, old, insert] = found >= 0 ? [found, whole, markdown && before + markdown + after] : [placeOf(mark), mark, markdown];
    if (from < 0) return false;
    const { main } = view().state.selection;
    const isInside = main.empty && main.head >= from && main.head <= from + old.length;
    view().dispatch({ changes: { from, to: from + old.length }, annotations: quiet });
    if (insert) {
      view().dispatch({
        changes: { from, insert },
        ...(isInside ? { selection: { anchor: from + (main.head > from ? insert.length : 0) } } : {}),
        annotations: alone,
        userEvent: 'input.paste',
      });
    }
    return true;
  }

  /** Undo of a deletion may bring back the mark of a picture that has come since. */
  function settle(update) {
    if (finished.size === 0 || !update.transactions.some((tr) => tr.isUserEvent('undo') || tr.isUserEvent('redo'))) return;
    setTimeout(() => {
      for (const [job, markdown] of finished) swap(job, markdown);
    });
  }

  const busy = () => running > 0 || waiting.length > 0;
  addEventListener('beforeunload', (event) => busy() && event.preventDefault());
  form.addEventListener('submit', (event) => {
    if (!busy()) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    status.say(words('uploadsRunning'), true);
  });

  return {
    add,
    settle,
    pick: () => chooser.click(),
    /** Marks of a page that was closed too early. */
    orphans() {
      for (const [mark] of getText().get().matchAll(uploading)) {
        const line = lineFor('');
        say(line, words('uploadLost', mark), [button(words('dismiss'), line.drop)]);
      }
    },
  };
}
