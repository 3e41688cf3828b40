// The media library as a dialog: for the text, several pictures in an order; for the cover, one. Native controls, so that keyboard, touch
// and screen readers find what they know.
import { button, element } from '../dom.js';
import { createFinding } from './finding.js';

const most = 24;   // pictures at once

/**
 * @param {boolean} many Whether several may be chosen.
 * @param {(pictures: object[], beside: boolean) => void} take Called with what was chosen.
 * @param {(() => void)=} upload Opens the choice of files.
 */
export function createPicker({ form, words, many, title, take, upload }) {
  let dialog = null;
  let chosen = [];
  const name = `picture-${many ? 'many' : 'one'}`;
  const list = element('ul', { class: 'gallery' });
  const order = element('ol', { class: 'chosen', 'aria-label': words('picturesChosen') });
  const said = element('p', { class: 'hint', role: 'status' });
  const search = element('input', { type: 'search', maxlength: 100, autocomplete: 'off', 'aria-label': words('picturesFind'), placeholder: words('picturesFind') });
  const beside = element('input', { type: 'checkbox' });
  const besideLabel = element('label', { class: 'check' }, beside, ` ${words('picturesBeside')}`);
  const more = button(words('picturesMore'), () => finding.more());
  const insert = button(words(many ? 'picturesInsert' : 'coverUse'), done, { class: 'main' });
  const finding = createFinding({ href: form.dataset.completions, shown });

  function shown(answer, isFirst) {
    if (isFirst) list.replaceChildren();
    list.append(...(answer?.pictures ?? []).map(choice));
    more.hidden = !answer?.more;
    said.textContent = !answer ? words('picturesFailed') : list.children.length === 0 ? words('picturesNone') : '';
  }

  function choice(picture) {
    const input = element('input', { type: many ? 'checkbox' : 'radio', name, 'aria-label': picture.alt ? `${picture.alt} (${picture.name})` : picture.name });
    input.checked = chosen.some(({ id }) => id === picture.id);
    input.dataset.id = picture.id;
    input.addEventListener('change', () => {
      if (!many) chosen = [picture];
      else if (input.checked && chosen.length < most) chosen = [...chosen, picture];
      else chosen = chosen.filter(({ id }) => id !== picture.id);
      input.checked = chosen.some(({ id }) => id === picture.id);
      tell();
    });
    return element('li', {}, element('label', {}, input,
      element('img', { src: picture.thumbnail, alt: '', loading: 'lazy', decoding: 'async' }),
      element('span', { class: 'name' }, picture.name),
      element('span', { class: 'sub' }, picture.alt)));
  }

  /** What is chosen, in its order, with the ways to change it. */
  function tell() {
    insert.disabled = chosen.length === 0;
    besideLabel.hidden = chosen.length < 2;
    if (!many) return;
    order.replaceChildren(...chosen.map((picture, i) => element('li', {},
      element('img', { src: picture.thumbnail, alt: '' }),
      element('span', { class: 'name' }, picture.alt || picture.name),
      turn(i, -1, '↑', 'pictureUp', picture), turn(i, 1, '↓', 'pictureDown', picture),
      button('×', () => drop(picture), { 'aria-label': words('pictureDrop', picture.name), title: words('pictureDrop', picture.name) }))));
  }

  function turn(i, by, sign, word, picture) {
    const label = words(word, picture.name);
    const made = button(sign, () => {
      [chosen[i], chosen[i + by]] = [chosen[i + by], chosen[i]];
      tell();
      // The focus goes with the picture; at an end, to the other direction.
      const buttons = order.children[i + by].querySelectorAll('button');
      const same = buttons[by < 0 ? 0 : 1];
      (same.disabled ? buttons[by < 0 ? 1 : 0] : same).focus();
    }, { 'aria-label': label, title: label });
    made.disabled = i + by < 0 || i + by >= chosen.length;
    return made;
  }

  function drop(picture) {
    chosen = chosen.filter(({ id }) => id !== picture.id);
    const box = list.querySelector(`[data-id="${CSS.escape(picture.id)}"]`);
    if (box) box.checked = false;
    tell();
    (order.querySelector('button') ?? search).focus();
  }

  function done() {
    const all = chosen;
    if (all.length === 0) return;
    dialog.close();
    take(all, all.length > 1 && beside.checked);
  }

  function make() {
    search.addEventListener('input', (event) => event.isComposing || finding.find(search.value));
    search.addEventListener('compositionend', () => finding.find(search.value));
    const made = element('dialog', { class: 'pictures', 'aria-labelledby': `${name}-title` },
      element('header', {}, element('h2', { id: `${name}-title` }, title),
        element('div', { class: 'find' }, search, upload ? button(words('picturesUpload'), () => {
          dialog.close();
          upload();
        }) : null)),
      element('div', { class: 'found' }, list, said, more),
      element('footer', {}, many ? order : null, many ? besideLabel : null, element('div', { class: 'actions' }, insert, button(words('cancel'), () => dialog.close()))));
    made.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && !event.isComposing && event.target.localName === 'input') {
        event.preventDefault();
        done();
      }
    });
    made.addEventListener('close', () => finding.stop());
    document.body.append(made);
    return made;
  }

  return {
    open() {
      dialog ??= make();
      chosen = [];
      beside.checked = false;
      search.value = '';
      list.replaceChildren();
      more.hidden = true;
      said.textContent = words('picturesLoading');
      tell();
      dialog.showModal();
      search.focus();
      finding.find('', 0);
    },
  };
}
