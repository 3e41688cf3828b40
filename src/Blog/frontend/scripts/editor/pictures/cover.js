// The cover beside the text: shown small, chosen from the library, taken from the text, or taken away.
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import { button, element, size } from '../dom.js';
import { post } from '../requests.js';
import { createPicker } from './picker.js';

const patience = 300000;   // ms for a picture on a slow line

export function createCover({ form, words, getText }) {
  const input = form.elements.Cover;
  if (!input) return;
  const image = element('img', { alt: words('coverShown'), hidden: true });
  const chooser = element('input', { type: 'file', accept: 'image/*', hidden: true, tabindex: -1, 'aria-hidden': 'true' });
  const picker = createPicker({ form, words, many: false, title: words('coverChoose'), take: ([picture]) => set(picture.path), upload: () => chooser.click() });
  const first = button(words('coverFirst'), takeFirst);
  const remove = button(words('remove'), () => {
    set('');
    input.focus();
  }, { 'aria-label': words('coverRemove') });
  const said = element('p', { class: 'hint', role: 'status' });
  input.closest('.field').append(element('div', { class: 'cover-shown' }, image, chooser,
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

  chooser.addEventListener('change', async () => {
    const [file] = chooser.files;
    chooser.value = '';
    if (!file) return;
    const limit = Number(form.dataset.limit) || Infinity;
    if (file.size > limit) return void (said.textContent = words('tooLarge', size(file.size), size(limit)));
    said.textContent = words('uploadingNamed', file.name);
    const body = new FormData();
    body.append('file', file, file.name);
    const answer = await post(form, form.dataset.upload, body, { patience }).catch(() => null);
    const path = answer?.ok && /^!\[.*\]\(([^)]+)\)$/.exec(answer.json?.markdown ?? '')?.[1];
    if (path) set(path);
    said.textContent = path ? '' : answer?.status === 401 ? words('signedOut') : answer?.json?.error ?? words('uploadFailed');
  });

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
