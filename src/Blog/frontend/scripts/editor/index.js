// The editor. All or nothing: where a part fails to start, the plain form stands as the server sent it.
import { createActions } from './actions.js';
import { createAltPrompt } from './alt-text.js';
import { createBanners } from './banners.js';
import { createChannel } from './channel.js';
import { createAsk } from './completion/asking.js';
import { createTextCompletion } from './completion/text.js';
import { button, element, randomId } from './dom.js';
import { createFieldErrors } from './field-errors.js';
import { createLocalCopies } from './local-copies.js';
import { metadata } from './metadata.js';
import { watchOutside } from './outside.js';
import { createCover } from './pictures/cover.js';
import { sideBySide } from './pictures/group.js';
import { insertPictures } from './pictures/inserting.js';
import { createPicker } from './pictures/picker.js';
import { pasteHandlers } from './paste.js';
import { createPreview } from './preview.js';
import { recover } from './recovery.js';
import { createDiagrams } from './diagrams.js';
import { createSaver } from './saving.js';
import { syncScrolling } from './scroll-sync.js';
import { createSession } from './session.js';
import { createStatus } from './status.js';
import { openText } from './text.js';
import { textsOf } from './texts.js';
import { fillToolbar } from './toolbar.js';
import { createUploads } from './uploads.js';

function start(form) {
  const words = textsOf(form);
  const area = form.elements.Markdown;
  const main = form.closest('main');
  let text = null;
  let tools = null;
  form.autocomplete = 'off';   // a browser that fills in old values again would hide what the server holds
  if (!form.elements.DraftKey) form.append(element('input', { type: 'hidden', name: 'DraftKey', value: randomId() }));

  try {
    const status = createStatus(document.querySelector('p.status'));
    const banners = createBanners(main, words);
    const composing = () => Boolean(text?.view.composing);
    const channel = createChannel({ form, composing, focus: (anyhow) => text && (anyhow || !text.view.hasFocus) && text.focus() });   // to focus a text that has it drops a key typed this moment
    const session = createSession(form);
    const copies = createLocalCopies(form.dataset.account);
    const alt = createAltPrompt(words);
    let saver = null;
    let preview = null;
    let step = null;

    const noSnippets = () => banners.show('snippets', {
      text: words('snippetsNone'),
      actions: [element('a', { class: 'button', href: form.dataset.snippets, target: '_blank' }, words('snippetsManage')), button(words('dismiss'), () => banners.hide('snippets'))],
    });
    const askAlt = (markdown, at, name) => alt.ask(text.view, markdown, at, name);
    const uploads = createUploads({
      form,
      words,
      getText: () => text,
      askAlt,
      signedOut: () => saver.now(),
      several: (count, path) => banners.show('beside', {
        text: words('besideOffer', count),
        actions: [button(words('beside'), () => {
          banners.hide('beside');
          const at = text.get().indexOf(`](${path})`);
          if (at >= 0) text.view.dispatch({ selection: { anchor: at } });
          if (at >= 0) sideBySide(text.view);
          text.focus();
        }), button(words('dismiss'), () => banners.hide('beside'))],
      }),
    });
    const picker = createPicker({
      form,
      words,
      many: true,
      title: words('picturesTitle'),
      take: (pictures, beside) => insertPictures(text.view, pictures, beside, askAlt),
      upload: uploads.pick,
    });
    const beside = (view) => {
      const isDone = sideBySide(view);
      if (isDone) banners.hide('beside');
      else banners.show('beside', { text: words('besideHow'), actions: [button(words('dismiss'), () => banners.hide('beside'))] });
    };
    const completion = createTextCompletion({ words, ask: createAsk(form), missing: noSnippets });
    text = openText({
      form,
      area,
      words,
      extensions: [completion.extension, uploads.extension, alt.extension, pasteHandlers({ form, words, banners, add: uploads.add })],
      commands: [{ key: 'Mod-Alt-p', run: () => (picker.open(), true), preventDefault: true }],
      changed(update) {
        step?.map(update.changes);
        saver?.changed();
        preview?.changed();
      },
    });
    continueInText(form.elements.Title, text);
    tools = fillToolbar({ bar: form.querySelector('.tool'), text, words, pick: picker.open, beside, snippets: completion.snippets, limit: Number(form.dataset.limit) });
    // Before the saver, whose submit handler is for those that leave the page.
    const actions = createActions({ form, words, getSaver: () => saver, banners, fieldErrors: createFieldErrors({ form, text }), uploads });
    saver = createSaver({ form, words, status, banners, channel, session, copies, caret: text.caret });
    metadata({ form, words, composing });
    createCover({ form, words, getText: () => text });
    const diagrams = createDiagrams({ form, words, banners, drawn: () => preview?.now() });
    form.addEventListener('kept', () => diagrams.check());

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
        saver.changed();
        preview?.changed();
      });
    }
    document.addEventListener('keydown', (event) => {
      if (event.key?.toLowerCase() === 's' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey) {
        event.preventDefault();
        actions.run('save');
      }
      if (event.key === 'Enter' && event.target === form.elements.Title && !event.isComposing) {
        event.preventDefault();   // a title is one line, however many it takes on the screen
        text.focus();
      }
    });

    channel.on((message) => {
      const isThis = String(message.id ?? '') === form.dataset.id;
      if (message.type === 'who') channel.say({ type: 'here', session: session.key });
      if (message.type === 'signed-in') saver.askAgain();
      if (message.type === 'kept' && isThis && message.id && message.session !== session.key && !saver.dirty()) {
        banners.show('stale', { text: words('stale'), actions: [button(words('staleReload'), () => location.reload())] });
      }
    });

    channel.say({ type: 'signed-in' });   // an editor that opens has somebody at it: others that wait for a sign-in hear it
    watchOutside({ form, words, banners, saver, session });
    uploads.orphans();
    recover({ form, words, banners, channel, saver, session, copies, text });
  } catch (error) {
    tools?.close();
    text?.close();
    area.hidden = false;
    throw error;
  }
}

/** Who was quicker than this script has pressed Enter in the title and typed on: the rest belongs to the text. */
function continueInText(title, text) {
  const [first, ...rest] = title.value.split('\n');
  if (rest.length === 0) return;
  const typed = rest.join('\n');
  const hadFocus = document.activeElement === title;
  title.value = first;
  text.replace([typed, text.get()].filter(Boolean).join('\n\n'));
  text.place({ anchor: typed.length, head: typed.length, hasFocus: hadFocus });
}

const form = document.querySelector('form#post');
if (form?.elements.Markdown && form.dataset.save) start(form);
