// The cover beside the text: shown small, chosen from the library, taken from the text, or taken away.
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { button, element } from '../dom.js';
import { createPicker } from './picker.js';

export function createCover({ form, words, getText }) {
  const input = form.elements.Cover;
  if (!input) return;
  const image = element('img', { alt: words('coverShown'), hidden: true });
  const picker = createPicker({ form, words, many: false, title: words('coverChoose'), take: ([picture]) => set(picture.path) });
  const first = button(words('coverFirst'), takeFirst);
  const remove = button(words('remove'), () => {
    set('');
    input.focus();
  }, { 'aria-label': words('coverRemove') });
  const said = element('p', { class: 'hint', role: 'status' });
  input.closest('.field').append(element('div', { class: 'cover-shown' }, image,
    element('div', { class: 'actions' }, button(words('coverChoose'), picker.open), first, remove), said));

  image.addEventListener('load', () => (image.hidden = false));
  image.addEventListener('error', () => (image.hidden = true));   // no picture, or one that the owner does not show

  function show() {
    const url = input.value.trim();
    said.textContent = '';
    remove.hidden = !url;
    const src = url.startsWith('/') ? form.dataset.base + url : /^https:\/\//i.test(url) ? url : '';
    if (src === (image.getAttribute('src') ?? '')) return;
    image.hidden = true;
    if (src) image.src = src;
    else image.removeAttribute('src');
  }

  function set(value) {
    input.value = value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
  }

  function takeFirst() {
    const found = firstPicture(getText().view.state);
    if (found) set(found);
    said.textContent = found ? '' : words('coverNone');
  }

  input.addEventListener('input', show);
  input.addEventListener('change', show);
  form.addEventListener('kept', show);
  show();
}

const isPicture = (url) => /^(?:\/(?!\/)|https:\/\/)/i.test(url) && !/\.(?:mp3|m4a|ogg|wav|flac|mp4|webm)$/i.test(url);

/** The address of the first picture that may be a cover; null if there is none. */
function firstPicture(state) {
  let found = null;
  (ensureSyntaxTree(state, state.doc.length, 200) ?? syntaxTree(state)).iterate({
    enter(node) {
      if (found) return false;
      if (node.name === 'Image') {
        const url = node.node.getChild('URL');
        const text = url && state.sliceDoc(url.from, url.to).replace(/^<|>$/g, '');
        if (text && isPicture(text)) found = text;
      }
      if (node.name === 'HTMLBlock' || node.name === 'HTMLTag') {
        const text = /<img\b[^>]*?\ssrc\s*=\s*["']([^"']+)["']/i.exec(state.sliceDoc(node.from, node.to))?.[1];
        if (text && isPicture(text)) found = text;
      }
      return true;
    },
  });
  return found;
}
