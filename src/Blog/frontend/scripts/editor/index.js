// The editor. All or nothing: where a part fails to start, the plain form stands as the server sent it.
import { createBanners } from './banners.js';
import { createAltPrompt } from './alt-text.js';
import { button } from './dom.js';
import { metadata } from './metadata.js';
import { createUploads } from './images.js';
import { createAutosave } from './autosave.js';
import { pasteHandlers } from './paste.js';
import { createPreview } from './preview.js';
import { recover } from './recovery.js';
import { syncScrolling } from './scroll-sync.js';
import { createStatus } from './status.js';
import { createChannel } from './channel.js';
import { openText } from './text.js';
import { fillToolbar } from './toolbar.js';
import { textsOf } from './texts.js';

const settled = 1500;   // ms without a key after which the alt field may take the focus

function start(form) {
  const words = textsOf(form);
  const area = form.elements.Markdown;
  const main = form.closest('main');
  let text = null;
  let tools = null;
  let typed = 0;
  form.autocomplete = 'off';   // a browser that fills in old values again would hide what the server holds

  try {
    const status = createStatus(document.querySelector('p.status'));
    const banners = createBanners(main, words);
    const composing = () => Boolean(text?.view.composing);
    const channel = createChannel({ form, composing, focus: (anyhow) => text && (anyhow || !text.view.hasFocus) && text.focus() });   // to focus a sheet that has it drops a key typed this moment
    const alt = createAltPrompt(words);
    let autosave = null;
    let preview = null;
    let step = null;

    const images = createUploads({
      form,
      words,
      status,
      getText: () => text,
      // Who has not typed since they put the picture there waits for it.
      askAlt: (json, name, since) => alt.ask(text.view, json, name, text.view.hasFocus && (typed < since || Date.now() - typed > settled)),
      signedOut: () => autosave.now(),
    });
    text = openText({
      form,
      area,
      words,
      extensions: [alt.extension, pasteHandlers({ form, words, banners, add: images.add })],
      changed(update) {
        if (update.transactions.some((tr) => tr.isUserEvent('input.type') || tr.isUserEvent('delete'))) typed = Date.now();
        step?.map(update.changes);
        autosave?.changed();
        preview?.changed();
        images.settle(update);
      },
    });
    tools = fillToolbar({ bar: form.querySelector('.tool'), text, words, pick: images.pick, limit: Number(form.dataset.limit) });
    autosave = createAutosave({ form, words, status, banners, channel });
    metadata({ form, words, composing });

    const pane = document.querySelector('section.preview');
    if (pane && form.dataset.preview) {
      preview = createPreview({ form, pane, words, composing, shown: () => step.renew() });
      step = syncScrolling({ view: text.view, prose: preview.prose });
      preview.now();
    }

    for (const name of ['input', 'change']) {
      document.addEventListener(name, ({ target }) => {
        if (target.form !== form || !target.name || target === area) return;
        if (target.name === 'Language') for (const part of [text.view.contentDOM, form.elements.Title]) part.lang = target.value;
        autosave.changed();
        preview?.changed();
      });
    }
    document.addEventListener('keydown', (event) => {
      if (event.key?.toLowerCase() === 's' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        save(form);
      }
      if (event.key === 'Enter' && event.target === form.elements.Title && !event.isComposing) {
        event.preventDefault();   // a title is one line, however many it takes on the screen
        text.focus();
      }
    });

    channel.on((message) => {
      const isThis = String(message.id ?? '') === form.dataset.id;
      if (message.type === 'who' && isThis) channel.say({ type: 'here', session: autosave.session });
      if (message.type === 'signed-in') autosave.askAgain();
      if (message.type === 'kept' && isThis && message.id && message.session !== autosave.session && !autosave.dirty()) {
        banners.show('stale', { text: words('stale'), actions: [button(words('staleReload'), () => location.reload())] });
      }
    });

    channel.say({ type: 'signed-in' });   // an editor that opens has somebody at it: others that wait at the signInDialog hear it
    images.orphans();
    recover({ form, words, banners, channel, autosave, text });
  } catch (error) {
    tools?.close();
    text?.close();
    area.hidden = false;
    throw error;
  }
}

function save(form) {
  const made = [...form.elements].find((control) => control.type === 'submit' && control.name === 'Do' && control.value === 'save');
  if (made) return form.requestSubmit(made);
  const named = document.createElement('input');
  Object.assign(named, { type: 'hidden', name: 'Do', value: 'save' });
  form.append(named);
  form.requestSubmit();
  named.remove();
}

const form = document.querySelector('form#post');
if (form?.elements.Markdown && form.dataset.save) start(form);
