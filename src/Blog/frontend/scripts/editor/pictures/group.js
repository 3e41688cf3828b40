// Pictures side by side: the group that readers' pages know, a `div` of class gallery around them (docs/writing.md).
const open = '<div class="gallery">';
const close = '</div>';
const picture = /^\s*(?:\[?!\[(?:\\.|[^\]\\])*\]\([^)\n]*\)(?:\]\([^)\n]*\))?\s*)+$/;
const each = /\[!\[(?:\\.|[^\]\\])*\]\([^)\n]*\)\]\([^)\n]*\)|!\[(?:\\.|[^\]\\])*\]\([^)\n]*\)/g;

/** @param {string[]} pictures Markdown of each. */
export const gallery = (pictures) => [open, ...pictures, close].join('\n\n');

/** The lines around the selection that hold only pictures, and blank ones between them: { from, to }, or null. */
function run(state) {
  const { doc, selection: { main } } = state;
  const isPart = (n) => n >= 1 && n <= doc.lines && (picture.test(doc.line(n).text) || !doc.line(n).text.trim());
  let first = doc.lineAt(main.from).number;
  let last = doc.lineAt(main.to).number;
  for (let n = first; n <= last; n++) if (!isPart(n)) return null;
  while (isPart(first - 1)) first--;
  while (isPart(last + 1)) last++;
  while (first < last && !doc.line(first).text.trim()) first++;
  while (last > first && !doc.line(last).text.trim()) last--;
  return picture.test(doc.line(first).text) ? { first, last, from: doc.line(first).from, to: doc.line(last).to } : null;
}

const lineAt = (doc, n, by) => {
  for (let at = n + by; at >= 1 && at <= doc.lines; at += by) if (doc.line(at).text.trim()) return doc.line(at);
  return null;
};

/** Puts the pictures around the cursor side by side, or below each other again. False where fewer than two stand there. */
export function sideBySide(view) {
  const { state } = view;
  const found = run(state);
  const pictures = found ? [...state.sliceDoc(found.from, found.to).matchAll(each)].map(([text]) => text) : [];
  if (pictures.length < 2) return false;
  const before = lineAt(state.doc, found.first, -1);
  const after = lineAt(state.doc, found.last, 1);
  const isGroup = before?.text.trim() === open && after?.text.trim() === close;
  const [from, to] = isGroup ? [before.from, after.to] : [found.from, found.to];
  const insert = isGroup ? pictures.join('\n\n') : gallery(pictures);
  view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length }, userEvent: 'input.format', scrollIntoView: true });
  return true;
}

/** Alt and an arrow on a picture of its own line: it changes places with the next one, whatever blank lines are between them. */
export const movePicture = (by) => (view) => {
  const { state } = view;
  const { main } = state.selection;
  const here = state.doc.lineAt(main.head);
  if (!main.empty || !picture.test(here.text)) return false;
  const other = lineAt(state.doc, here.number, by);
  if (!other || !picture.test(other.text)) return false;
  const [first, second] = by < 0 ? [other, here] : [here, other];
  const column = main.head - here.from;
  view.dispatch({
    changes: [{ from: first.from, to: first.to, insert: second.text }, { from: second.from, to: second.to, insert: first.text }],
    selection: { anchor: column + (by < 0 ? other.from : other.from + other.text.length - here.text.length) },
    userEvent: 'move.line',
    scrollIntoView: true,
  });
  return true;
};
