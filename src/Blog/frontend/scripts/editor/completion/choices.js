// A list of choices for what is being typed (ARIA APG, Combobox pattern): the focus stays where one types, and the list says which of its
// options is the active one. Shown below a field, and below the caret of the text.
import { element } from '../dom.js';

let count = 0;

/** @param {(item: object) => void} choose Called for an option that is pressed. */
export function createChoices({ label, choose }) {
  const id = `choices-${++count}`;
  const dom = element('ul', { class: 'choices', id, role: 'listbox', 'aria-label': label });
  const optionId = (i) => (i >= 0 ? `${id}-${i}` : null);
  let shown = null;

  function option(item, i) {
    return element('li', {
      role: 'option',
      id: optionId(i),
      // Before the field loses the focus, and with it the keyboard of a phone.
      onmousedown: (event) => event.preventDefault(),
      onclick: () => choose(item),
    }, element('span', { class: 'name' }, item.label), item.mark ? element('span', { class: 'mark' }, item.mark) : null, item.detail ? element('span', { class: 'sub' }, item.detail) : null);
  }

  return {
    dom,
    id,
    optionId,
    render(items, active) {
      if (items !== shown) dom.replaceChildren(...items.map(option));
      shown = items;
      [...dom.children].forEach((one, i) => one.setAttribute('aria-selected', String(i === active)));
      dom.children[active]?.scrollIntoView({ block: 'nearest' });
    },
  };
}

/** The active option after an arrow key: -1 is none, and stands between the last and the first. */
export const step = (active, length, by) => (active + 1 + by + length + 1) % (length + 1) - 1;
