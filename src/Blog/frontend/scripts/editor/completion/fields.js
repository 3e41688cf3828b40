// Completion in the fields beside the text. What the page's own list offered without script is asked for here: it knows pinyin and counts.
import { separators } from '../fields.js';
import { createAsking } from './asking.js';
import { createChoices, step } from './choices.js';

/** @param {boolean} many Whether the field holds several names: the one at the caret is completed. */
export function completeField({ input, kind, label, many = false, ask }) {
  const asking = createAsking(ask);
  const choices = createChoices({ label, choose });
  let items = [];
  let active = -1;

  choices.dom.hidden = true;
  input.removeAttribute('list');
  input.autocomplete = 'off';
  for (const [name, value] of [['role', 'combobox'], ['aria-autocomplete', 'list'], ['aria-controls', choices.id], ['aria-expanded', 'false']]) input.setAttribute(name, value);
  input.after(choices.dom);

  /** The name at the caret: where it begins, what is typed of it. */
  function part() {
    const end = input.selectionStart ?? input.value.length;
    const before = input.value.slice(0, end);
    const start = many ? Math.max(0, before.length - before.split(separators).at(-1).length) : 0;
    return { start, end, typed: before.slice(start).trim() };
  }

  function look(always = false) {
    const { typed } = part();
    if (!typed && !always) return close();
    asking.start(kind, typed, (found) => {
      if (document.activeElement !== input || part().typed !== typed) return;
      const chosen = many ? input.value.split(separators).map((name) => name.trim().toLowerCase()) : [];
      const isOther = ({ label: name }) => name.toLowerCase() === typed.toLowerCase() ? name !== typed : !chosen.includes(name.toLowerCase());
      show(found.filter(isOther).slice(0, 8));
    });
  }

  function show(found) {
    items = found;
    mark(-1);
    choices.dom.hidden = items.length === 0;
    input.setAttribute('aria-expanded', String(items.length > 0));
  }

  function close() {
    asking.stop();
    show([]);
  }

  function mark(to) {
    active = to;
    choices.render(items, active);
    if (active >= 0) input.setAttribute('aria-activedescendant', choices.optionId(active));
    else input.removeAttribute('aria-activedescendant');
  }

  function choose({ label: name }) {
    const { start, end } = part();
    const lead = input.value.slice(0, start);
    const gap = lead && !/\s$/.test(lead) && lead.endsWith(',') ? ' ' : '';
    const comma = !many ? '' : /[，、]/.test(input.value) || document.documentElement.lang.startsWith('zh') ? '，' : ', ';
    const text = lead + gap + name + comma;
    input.value = many ? text + input.value.slice(end).replace(/^[^,，、;；]*[,，、;；]?\s*/, '') : text;
    input.setSelectionRange(text.length, text.length);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    close();
  }

  input.addEventListener('input', (event) => event.isTrusted && (event.isComposing ? close() : look()));
  input.addEventListener('compositionend', () => look());
  input.addEventListener('blur', close);
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const isOpen = items.length > 0;
    if (event.key === 'ArrowDown' && !isOpen) look(true);
    else if (!isOpen) return;
    else if (event.key === 'ArrowDown') mark(step(active, items.length, 1));
    else if (event.key === 'ArrowUp') mark(step(active, items.length, -1));
    else if ((event.key === 'Enter' || event.key === 'Tab') && active >= 0) choose(items[active]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}
