// Pictures by paste, drop or choice. What shows where a picture will stand is no part of the text: whatever becomes of the upload, nothing
// but a picture that has arrived is ever written into the post.
import { MapMode, StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, WidgetType } from '@codemirror/view';
import { isolateHistory } from '@codemirror/commands';
import { around } from './commands.js';
import { button, element, size } from './dom.js';
import { tokenOf } from './fields.js';

/** What versions before wrote into the text where a picture was on its way. */
const unfinished = /!\[([^\]]*)\]\(uploading-\d+\)/g;

const atOnce = 2;
const silence = 60000;   // ms without progress after which an upload counts as failed
const alone = isolateHistory.of('full');

const begun = StateEffect.define();
const ended = StateEffect.define();

class Waiting extends WidgetType {
  constructor(job, label) {
    super();
    Object.assign(this, { job, label });
  }

  eq(other) {
    return other.job === this.job;
  }

  toDOM() {
    return element('span', { class: 'cm-uploading' }, this.label);
  }
}

export function createUploads({ form, words, getText, askAlt, signedOut, several }) {
  const attachments = form.dataset.attachments ?? '';
  const isAttachment = (file) => attachments.split(',').includes(/\.[^.]*$/.exec(file.name.toLowerCase())?.[0]);
  const limitOf = (file) => Number(isAttachment(file) ? form.dataset.attachmentLimit : form.dataset.limit) || Infinity;
  const list = element('ul', { class: 'uploads', 'aria-label': words('uploads'), hidden: true });
  const chooser = element('input', { type: 'file', accept: ['image/*', attachments].filter(Boolean).join(','), multiple: true, hidden: true, tabindex: -1, 'aria-hidden': 'true' });
  const waiting = [];
  let running = 0;
  let count = 0;

  document.querySelector('.write > header')?.append(list);
  form.after(chooser);
  chooser.addEventListener('change', () => {
    add([...chooser.files]);
    chooser.value = '';
  });

  const view = () => getText().view;

  // Where each picture will stand, in the order they were put there: { job, pos }.
  const places = StateField.define({
    create: () => [],
    update(now, tr) {
      const arrived = tr.effects.find((effect) => effect.is(ended))?.value;
      let next = now;
      if (tr.docChanged) {
        next = next
          // What is typed at the place comes after the picture, and so do the pictures that were put there after it.
          .map(({ job, pos }) => ({ job, pos: tr.changes.mapPos(pos, arrived && job.number > arrived.number ? 1 : -1, MapMode.TrackDel) }))
          .filter(({ pos }) => pos != null);
      }
      for (const effect of tr.effects) {
        if (effect.is(begun)) next = [...next, effect.value];
        if (effect.is(ended)) next = next.filter(({ job }) => job !== effect.value);
      }
      return next;
    },
    provide: (self) => EditorView.decorations.from(self, (all) => Decoration.set(all.map(({ job, pos }) =>
      Decoration.widget({ widget: new Waiting(job, words('uploadingNamed', job.file.name)), side: job.number - 1e6 }).range(pos)), true)),
  });

  const placeOf = (job) => view().state.field(places).find((place) => place.job === job)?.pos ?? -1;

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

  /** Uploads files; pictures will stand at `pos`, or where the cursor is. */
  function add(files, pos) {
    const jobs = [];
    for (const file of files) {
      const line = lineFor(file.name);
      const limit = limitOf(file);
      if (file.size > limit) {
        say(line, words('because', file.name, words('tooLarge', size(file.size), size(limit))), [button(words('dismiss'), line.drop)]);
        continue;
      }
      jobs.push({ file, line, number: ++count });
    }
    if (jobs.length === 0) return;
    const batch = { left: jobs.length, pictures: 0 };
    for (const job of jobs) job.batch = batch;
    place(jobs, pos);
    waiting.push(...jobs);
    next();
  }

  function place(jobs, pos) {
    const { state } = view();
    const { from, to } = pos == null ? state.selection.main : { from: pos, to: pos };
    const line = state.doc.lineAt(to);
    // A single picture stays in a line that goes on after it.
    const isInline = jobs.length === 1 && from === to && line.text.trim() !== '' && to !== line.to;
    for (const job of jobs) job.isInline = isInline;
    // What was selected stays: the upload may still fail.
    view().dispatch({
      ...(pos == null && from !== to && !view().composing ? { selection: { anchor: to } } : {}),
      effects: jobs.map((job) => begun.of({ job, pos: to })),
    });
  }

  function next() {
    while (running < atOnce && waiting.length) {
      running++;
      send(waiting.shift());
    }
  }

  function send(job) {
    const bar = element('progress', { max: 1, value: 0, 'aria-label': job.file.name });
    const request = new XMLHttpRequest();
    let guard = 0;
    const alive = () => {
      clearTimeout(guard);
      guard = setTimeout(() => {
        job.isSilent = true;
        request.abort();
      }, silence);
    };
    job.line.set(element('span', { class: 'name' }, job.file.name), bar, button(words('cancel'), () => {
      job.isCancelled = true;
      request.abort();
    }, { 'aria-label': `${words('cancel')}: ${job.file.name}` }));
    const body = new FormData();
    body.append('file', job.file, job.file.name);
    body.append('alt', '');
    request.open('POST', form.dataset.upload);
    request.setRequestHeader('RequestVerificationToken', tokenOf(form));
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'text';
    request.upload.addEventListener('progress', (event) => {
      alive();
      if (event.lengthComputable) bar.value = event.loaded / event.total;
    });
    request.addEventListener('loadend', () => {
      clearTimeout(guard);
      running--;
      let json = null;
      try {
        json = JSON.parse(request.responseText);
      } catch {
        // A sign-in page, or nothing at all.
      }
      if (job.isCancelled) drop(job);
      else if (request.status >= 200 && request.status < 300 && json?.markdown) arrived(job, json);
      else if (request.status === 401 || (request.status === 200 && !json)) {
        failed(job, words('signedOut'));
        signedOut();
      } else if (request.status === 413 && !json) failed(job, words('proxyTooLarge', size(job.file.size)));
      else failed(job, json?.error ?? words(job.isSilent ? 'uploadSilent' : 'uploadFailed'));
      next();
    });
    alive();
    request.send(body);
  }

  function failed(job, reason) {
    say(job.line, words('because', job.file.name, reason), [
      button(words('retry'), () => {
        job.isSilent = false;
        if (placeOf(job) < 0) place([job]);
        waiting.push(job);
        next();
      }),
      button(words('remove'), () => {
        drop(job);
        view().focus();
      }),
    ]);
  }

  function drop(job) {
    view().dispatch({ effects: ended.of(job) });
    job.line.drop();
    countOff(job.batch);
  }

  /** Pictures that were given together may stand side by side: asked once the last of them is there. */
  function countOff(batch, path) {
    batch.left--;
    if (path) [batch.pictures, batch.path] = [batch.pictures + 1, path];
    if (batch.left === 0 && batch.pictures > 1) several(batch.pictures, batch.path);
  }

  function arrived(job, json) {
    if (view().composing) return void setTimeout(arrived, 200, job, json);   // never into a half-written Chinese word
    const pos = placeOf(job);
    if (pos >= 0) {
      insert(job, json, pos);
      return;
    }
    say(job.line, words('uploadLoose', job.file.name), [
      button(words('insertHere'), () => {
        insert(job, json, view().state.selection.main.head);
        view().focus();
      }),
      button(words('dismiss'), job.line.drop),
    ], false);
  }

  /** Puts a picture into the text, one step to undo. The cursor stays behind it, with what the author is typing. */
  function insert(job, { markdown, isImage: asksAlt = true }, pos) {
    const { state } = view();
    const line = state.doc.lineAt(pos);
    const rest = state.sliceDoc(pos, line.to);
    const gap = job.isInline ? { before: '', after: '' } : around(state, pos, pos);
    const to = job.isInline ? pos : pos + rest.length - rest.trimStart().length;
    const after = gap.after === '\n' && to === state.doc.length ? '\n\n' : gap.after;
    const changes = state.changes({ from: pos, to, insert: gap.before + markdown + after });
    view().dispatch({
      changes,
      selection: state.selection.map(changes, 1),
      effects: ended.of(job),
      annotations: alone,
      userEvent: 'input.paste',
    });
    job.line.drop();
    if (asksAlt) askAlt(markdown, pos + gap.before.length, job.file.name);
    countOff(job.batch, asksAlt ? /\]\(([^)]*)\)$/.exec(markdown)?.[1] : null);
  }

  const busy = () => running > 0 || waiting.length > 0;
  addEventListener('beforeunload', (event) => busy() && event.preventDefault());

  return {
    add,
    busy,
    extension: places,
    pick: () => chooser.click(),
    /** What an earlier version left in the text. */
    orphans() {
      for (const [mark] of getText().get().matchAll(unfinished)) {
        const line = lineFor('');
        say(line, words('uploadLost', mark), [
          button(words('remove'), () => {
            const at = getText().get().indexOf(mark);
            if (at >= 0) view().dispatch({ changes: { from: at, to: at + mark.length }, annotations: alone, userEvent: 'delete' });
            line.drop();
          }),
          button(words('dismiss'), line.drop),
        ]);
      }
    },
  };
}
