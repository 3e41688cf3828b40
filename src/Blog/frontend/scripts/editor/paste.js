// What is pasted or dropped: pictures are uploaded, an address over selected text makes it a link, formatted text becomes Markdown.
import { isolateHistory } from '@codemirror/commands';
import { EditorView } from '@codemirror/view';
import { isAddress } from './commands.js';
import { takesPlainText } from './context.js';
import { button } from './dom.js';
import { isOnlyCode } from './html/code.js';
import { fitted } from './html/fitting.js';
import { toMarkdown } from './html/markdown.js';
import { parse } from './html/parsing.js';
import { offerRemoteImages } from './remote-images.js';

const pictures = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
const hasFiles = (data) => [...(data?.types ?? [])].includes('Files');
const longest = 5_000_000;   // characters of HTML: more than any text has

export function pasteHandlers({ form, words, banners, add }) {
  let plain = false;   // Ctrl+Shift+V is on its way

  // A file dropped beside the text would replace the page.
  for (const name of ['dragover', 'drop']) {
    addEventListener(name, (event) => event.defaultPrevented || (hasFiles(event.dataTransfer) && event.preventDefault()));
  }

  function insert(view, text) {
    view.dispatch({ ...view.state.replaceSelection(text), annotations: isolateHistory.of('full'), userEvent: 'input.paste', scrollIntoView: true });
    return true;
  }

  function link(view, text) {
    const { main } = view.state.selection;
    const selected = view.state.sliceDoc(main.from, main.to);
    if (!isAddress(text) || main.empty || selected.includes('\n') || isAddress(selected) || takesPlainText(view.state)) return false;
    return insert(view, `[${selected}](${text.trim()})`);
  }

  /** Writes formatted text; false where the plain text says as much, or says it better. */
  function formatted(view, html, text, files) {
    if (takesPlainText(view.state)) return false;
    const page = parse(html);
    if (isOnlyCode(page.body)) return false;
    const result = toMarkdown(page, { origin: location.origin, files: files.length });
    if (isMarkdown(text) && isWrapping(page.body)) return false;
    if (!result.markdown.trim() && result.pictures.length === 0) return false;
    if (view.state.selection.ranges.length > 1) return insert(view, result.markdown);
    const fit = fitted(view.state, result.markdown);
    view.dispatch({
      changes: { from: fit.from, to: fit.to, insert: fit.text },
      selection: { anchor: fit.from + fit.text.length - fit.after },
      annotations: isolateHistory.of('full'),
      userEvent: 'input.paste',
      scrollIntoView: true,
    });
    const { length } = view.state.doc;
    upload(result.pictures.map((picture) => ({ ...picture, at: fit.place(picture.at) })), files, result.lost);
    // The pictures stand before the caret, which stays behind what was pasted.
    const anchor = fit.from + fit.text.length - fit.after + view.state.doc.length - length;
    if (view.state.selection.main.head !== anchor) view.dispatch({ selection: { anchor }, scrollIntoView: true });
    offerRemoteImages({ view, form, words, banners, addresses: result.remote });
    return true;
  }

  /** Pictures of the text, from its end, so that none moves the place of another. */
  function upload(found, files, missing) {
    banners.hide('lost-pictures');
    const waiting = [...files];
    const jobs = found.map(({ at, src, alt }, i) => ({ at, file: fileOf(src, alt, i) ?? waiting.shift() }));
    const lost = missing + jobs.filter((job) => !job.file).length;
    for (let i = jobs.length - 1; i >= 0;) {
      const group = [];
      const { at } = jobs[i];
      while (i >= 0 && jobs[i].at === at) group.unshift(jobs[i--]);
      const given = group.map((job) => job.file).filter(Boolean);
      if (given.length) add(given, at);
    }
    if (lost) banners.show('lost-pictures', { text: words('pasteLost', lost), actions: [button(words('dismiss'), () => banners.hide('lost-pictures'))] });
  }

  document.addEventListener('keydown', (event) => {
    plain = event.shiftKey && (event.ctrlKey || event.metaKey) && (event.code === 'KeyV' || event.key?.toLowerCase() === 'v');
  }, true);

  return EditorView.domEventHandlers({
    paste(event, view) {
      const data = event.clipboardData;
      const isPlain = plain;
      plain = false;
      const text = (data?.getData('text/plain') ?? '').replace(/\r\n?/g, '\n');
      const html = isPlain || data?.types.includes('vscode-editor-data') ? '' : data?.getData('text/html') ?? '';
      const files = pictures(data);
      const done = (isDone) => (isDone && event.preventDefault(), isDone);
      if (files.length && (isOnePicture(html) || !(text || html))) {
        add(files);
        return done(true);
      }
      if (link(view, text)) return done(true);
      try {
        if (html && html.length < longest && formatted(view, html, text, files)) return done(true);
      } catch (error) {
        console.error(error);   // the plain text is better than nothing
      }
      return done(text !== '' && insert(view, text));
    },
    dragover: (event) => hasFiles(event.dataTransfer) && (event.preventDefault(), true),
    drop(event, view) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return false;
      event.preventDefault();
      add(files, view.posAtCoords({ x: event.clientX, y: event.clientY }, false));
      return true;
    },
  });
}

/** A browser's "copy image" puts its element beside the file. Spreadsheets and word processors put a picture of the text beside it. */
const isOnePicture = (html) => /<img\b/i.test(html) && !html.replace(/<!--[^]*?-->/g, '').replace(/<(style|title|head)\b[^]*?<\/\1>/gi, '').replace(/<[^>]*>/g, '').replace(/&nbsp;/g, '').trim();

const marks = /^(?:#{1,6} \S|\s*[-*+] \S|\s*\d+[.)] \S|```|~~~|> ?\S|\$\$|\|.*\|\s*$)|!?\[[^\]\n]*\]\([^)\s]+\)|\*\*[^*\n]+\*\*|(?<!`)`[^`\n]+`(?!`)|^\[[^\]]+\]: \S/m;
export const isMarkdown = (text) => marks.test(text);

/** Whether the document, cleaned, says nothing that plain text does not. */
const isWrapping = (body) => [...body.querySelectorAll('h1, h2, h3, h4, h5, h6, ul, ol, table, strong, em, del, code, blockquote, img, hr, x-formula, dl, a')]
  .every((element) => element.nodeName === 'A' && element.textContent.trim() === element.getAttribute('href')?.trim());

function fileOf(src, alt, index) {
  const found = /^data:(image\/[\w.+-]+)((?:;[^,;]*)*),([^]*)$/i.exec(src);
  if (!found) return null;
  try {
    const raw = /;\s*base64$/i.test(found[2]) ? atob(found[3].replace(/%3D/gi, '=').replace(/\s/g, '')) : decodeURIComponent(found[3]);
    const name = alt.replace(/[\\/:*?"<>|]/g, ' ').trim().slice(0, 60) || `image-${index + 1}`;
    return new File([Uint8Array.from(raw, (sign) => sign.charCodeAt(0))], `${name}.${found[1].slice(6).replace('jpeg', 'jpg')}`, { type: found[1].toLowerCase() });
  } catch {
    return null;
  }
}
