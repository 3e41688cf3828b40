// The toolbar: one stop for Tab, arrows within (ARIA APG, Toolbar pattern).
import { button, size } from './dom.js';
import { bold, code, find, formula, heading, italic, link, list, more, quote, table } from './commands.js';

const mac = /Mac|iP(hone|ad)/.test(navigator.platform);
const keys = (text) => text?.replace('Mod', mac ? 'Meta' : 'Control');
const shown = (text) => text?.replace('Mod', mac ? '⌘' : 'Ctrl');

export function fillToolbar({ bar, text, words, pick, beside, snippets, limit }) {
  const { view } = text;
  const whole = fullScreen(() => text.focus());
  const made = [
    ['bold', bold, 'Mod+B'],
    ['italic', italic, 'Mod+I'],
    ['heading', heading(), null],
    ['link', link, 'Mod+K'],
    ['quote', quote],
    ['list', list],
    ['code', code],
    ['formula', formula],
    ['table', table],
    ['image', pick, 'Mod+Alt+P'],
    ['beside', beside],
    ['snippet', snippets],
    ['more', more],
    ['find', find, 'Mod+F'],
    ['fullScreen', whole.toggle],
  ].map(([name, run, key]) => {
    const tool = button(words(name), () => act(name, run), {
      'aria-keyshortcuts': keys(key),
      title: name === 'image' && limit ? `${words('imageLimit', size(limit))} (${shown(key)})` : key ? `${words(name)} (${shown(key)})` : null,
      tabindex: -1,
    });
    // The text keeps the focus, and with it the keyboard of a phone.
    tool.addEventListener('mousedown', (event) => event.preventDefault());
    if (name === 'fullScreen') whole.tell(tool);
    return tool;
  });

  function act(name, run) {
    if (!view.composing) return apply(name, run);
    view.contentDOM.blur();   // an input method finishes its word first
    setTimeout(apply, 50, name, run);
  }

  function apply(name, run) {
    if (name !== 'image' && name !== 'find') view.focus();
    run(view);
  }

  bar.setAttribute('role', 'toolbar');
  if (!bar.hasAttribute('aria-label') && !bar.hasAttribute('aria-labelledby')) bar.setAttribute('aria-label', words('toolbar'));
  bar.setAttribute('aria-controls', view.contentDOM.id);
  const plain = [...bar.childNodes];   // the button that shows a preview without script
  bar.replaceChildren(...made);
  rove(bar, made);
  return { close: () => (bar.replaceChildren(...plain), whole.leave()) };
}

function rove(bar, tools) {
  tools[0].tabIndex = 0;
  const go = (to) => {
    for (const tool of tools) tool.tabIndex = tool === to ? 0 : -1;
    to.focus();
  };
  bar.addEventListener('focusin', ({ target }) => tools.includes(target) && tools.forEach((tool) => (tool.tabIndex = tool === target ? 0 : -1)));
  bar.addEventListener('keydown', (event) => {
    const here = tools.indexOf(event.target);
    const to = { ArrowRight: here + 1, ArrowDown: here + 1, ArrowLeft: here - 1, ArrowUp: here - 1, Home: 0, End: tools.length - 1 }[event.key];
    if (here < 0 || to === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    go(tools[(to + tools.length) % tools.length]);
  });
}

/** Only the text: the preview and the metadata step aside until Escape. */
function fullScreen(focus) {
  const { classList } = document.body;
  let tool = null;
  const set = (on) => {
    classList.toggle('whole', on);
    tool?.setAttribute('aria-pressed', on);
  };
  // Before the text sees it, which would only collapse a selection; an open panel or dialog is closed first.
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing || !classList.contains('whole') || document.querySelector('dialog[open], .cm-search, .cm-gotoLine, .cm-tooltip')) return;
    set(false);
    focus();
  }, true);
  return {
    toggle: () => set(!classList.contains('whole')),
    leave: () => set(false),
    tell(made) {
      tool = made;
      set(false);
    },
  };
}
