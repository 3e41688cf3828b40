// The text itself: CodeMirror in the place of the text area, which stays in step and posts what is seen.
import { EditorState, Prec } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { Language, bracketMatching } from '@codemirror/language';
import { commonmarkLanguage, deleteMarkupBackward, insertNewlineContinueMarkupCommand } from '@codemirror/lang-markdown';
import { search, searchKeymap } from '@codemirror/search';
import { Autolink, Strikethrough, Table, TaskList } from '@lezer/markdown';
import { formulas } from './formulas.js';
import { look } from './appearance.js';
import { emphasis } from './emphasis.js';
import { keys } from './commands.js';
import { findCount } from './find-count.js';
import { leaving } from './tab-key.js';

// Without lang-markdown's own `markdown()`, which brings the grammars of HTML, CSS and JavaScript along: half as many bytes again.
const markdown = new Language(
  commonmarkLanguage.data,
  commonmarkLanguage.parser.configure([Table, TaskList, Strikethrough, Autolink, formulas, emphasis]),
  [],
  'markdown',
);

const phrases = (words) => EditorState.phrases.of({
  Find: words('findField'), Replace: words('replaceField'), next: words('next'), previous: words('previous'), all: words('all'),
  'match case': words('matchCase'), regexp: words('regexp'), 'by word': words('byWord'), replace: words('replaceOne'),
  'replace all': words('replaceAll'), close: words('close'), 'current match': words('currentMatch'), 'on line': words('onLine'),
  'replaced $ matches': words('replacedMany'), 'replaced match on line $': words('replacedOne'),
  'Go to line': words('goToLine'), go: words('go'),
});

// Brackets close nothing by themselves: an input method of its own mind stands between the keys and the text. Around selected
// text they are wanted.
const pairs = { '(': ')', '[': ']', '{': '}', '<': '>', '（': '）', '「': '」', '『': '』', '《': '》', '【': '】', '“': '”', '‘': '’', '`': '`', '*': '*', _: '_', '~': '~' };

const wrapping = EditorView.inputHandler.of((view, from, to, text) => {
  const { main } = view.state.selection;
  if (!pairs[text] || view.composing || main.empty || main.from !== from || main.to !== to) return false;
  const selected = view.state.sliceDoc(from, to);
  if (selected.includes('\n')) return false;
  view.dispatch({
    changes: { from, to, insert: text + selected + pairs[text] },
    selection: { anchor: from + 1, head: to + 1 },
    userEvent: 'input.type',
  });
  return true;
});

export function openText({ form, area, words, extensions, commands = [], changed }) {
  const label = area.labels[0];
  if (label) label.id ||= 'markdown-label';
  const help = document.createElement('span');
  help.id = 'markdown-help';
  help.className = 'keys';
  help.textContent = words('tabHelp');

  const view = new EditorView({
    doc: area.value,
    extensions: [
      form.dataset.nonce ? EditorView.cspNonce.of(form.dataset.nonce) : [],
      look,
      markdown.extension,
      history(),
      EditorView.lineWrapping,
      bracketMatching({ brackets: '()[]{}（）「」『』《》【】' }),
      search({ top: true }),
      findCount(words),
      leaving,
      phrases(words),
      placeholder(area.placeholder || words('placeholder')),
      wrapping,
      EditorView.contentAttributes.of({
        id: 'markdown-text',
        tabindex: '0',
        'aria-labelledby': label?.id ?? '',
        'aria-describedby': help.id,
        spellcheck: String(area.spellcheck),
        ...(form.elements.Language?.value ? { lang: form.elements.Language.value } : {}),
      }),
      Prec.high(keymap.of([
        ...keys,
        ...commands,
        { key: 'Enter', run: insertNewlineContinueMarkupCommand({ nonTightLists: false }) },
        { key: 'Backspace', run: deleteMarkupBackward },
      ])),
      keymap.of([...searchKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged) return;
        stale ||= setTimeout(sync, 100);
        changed(update);
      }),
      extensions,
    ],
  });

  let stale = 0;
  function sync() {
    clearTimeout(stale);
    stale = 0;
    area.value = view.state.doc.toString();
  }

  area.before(view.dom, help);   // below the text, where it is seen
  area.hidden = true;
  area.required = false;   // a hidden field cannot be asked for; the server asks
  label?.addEventListener('click', () => view.focus());
  document.addEventListener('click', (event) => {
    if (!event.target.closest?.('a[href="#markdown"]')) return;
    event.preventDefault();
    view.focus();
  });
  const post = (event) => {
    sync();
    event.formData.set('Markdown', area.value);
  };
  form.addEventListener('formdata', post);

  return {
    view,
    get: () => view.state.doc.toString(),
    focus: () => view.focus(),
    /** Where the author is: to be there again after a reload. */
    caret: () => ({ anchor: view.state.selection.main.anchor, head: view.state.selection.main.head, hasFocus: view.hasFocus }),
    place(caret) {
      const within = (pos) => Math.min(Math.max(0, Number(pos) || 0), view.state.doc.length);
      if (!caret) return;
      view.dispatch({ selection: { anchor: within(caret.anchor), head: within(caret.head) }, scrollIntoView: true });
      if (caret.hasFocus) view.focus();
    },
    /** The whole text, in one step that can be undone. Waits for an input method to finish its word. */
    replace(text) {
      if (view.composing) view.contentDOM.blur();
      const now = view.state.doc.toString();
      if (now === text) return;
      view.dispatch({ changes: { from: 0, to: now.length, insert: text }, userEvent: 'input.recover' });
    },
    close() {
      form.removeEventListener('formdata', post);
      sync();
      view.destroy();
      help.remove();
      area.hidden = false;
    },
  };
}
