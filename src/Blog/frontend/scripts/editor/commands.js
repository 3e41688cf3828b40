// What the toolbar and the keys do to the text. Each is one step to undo.
import { EditorSelection } from '@codemirror/state';
import { openSearchPanel } from '@codemirror/search';
import { lines } from './lines.js';
import { movePicture } from './pictures/group.js';
import { tab } from './tab-key.js';

const starsBefore = (text) => /\**$/.exec(text)[0].length;
const starsAfter = (text) => /^\*/.test(text) ? /^\*+/.exec(text)[0].length : 0;

/** Puts `*` or `**` around each selection, or takes it away again. */
const emphasis = (mark) => (view) => {
  const { state } = view;
  const width = mark.length;
  view.dispatch(state.changeByRange((range) => {
    const raw = state.sliceDoc(range.from, range.to);
    const from = range.from + raw.length - raw.trimStart().length;
    const to = Math.max(from, range.to - (raw.length - raw.trimEnd().length));
    const text = state.sliceDoc(from, to);
    const outside = Math.min(starsBefore(state.sliceDoc(Math.max(0, from - 3), from)), starsAfter(state.sliceDoc(to, to + 3)));
    const inside = text.length > 2 * width ? Math.min(starsAfter(text), starsBefore(text)) : 0;
    const has = (stars) => (width === 2 ? stars >= 2 : stars % 2 === 1);
    if (has(outside)) {
      return { changes: [{ from: from - width, to: from }, { from: to, to: to + width }], range: EditorSelection.range(from - width, to - width) };
    }
    if (has(inside)) {
      return { changes: [{ from, to: from + width }, { from: to - width, to }], range: EditorSelection.range(from, to - 2 * width) };
    }
    return { changes: [{ from, insert: mark }, { from: to, insert: mark }], range: EditorSelection.range(from + width, to + width) };
  }), { userEvent: 'input.format', scrollIntoView: true });
  return true;
};

export const bold = emphasis('**');
export const italic = emphasis('*');

export const isAddress = (text) => /^(https?:\/\/|mailto:)\S+$/i.test(text.trim());

export function link(view) {
  const { state } = view;
  view.dispatch(state.changeByRange(({ from, to }) => {
    const text = state.sliceDoc(from, to);
    const insert = isAddress(text) ? `[](${text.trim()})` : `[${text}]()`;
    const at = from + (isAddress(text) || !text ? 1 : text.length + 3);
    return { changes: { from, to, insert }, range: EditorSelection.cursor(at) };
  }), { userEvent: 'input.format', scrollIntoView: true });
  return true;
}

const fenceFor = (text, least) => '`'.repeat(Math.max(least, ...[...text.matchAll(/`+/g)].map((run) => run[0].length + 1)));

/** Blank lines that must stand around a block put between `from` and `to`. */
export function around(state, from, to) {
  const before = state.sliceDoc(Math.max(0, from - 2), from);
  const after = state.sliceDoc(to, to + 2);
  return {
    before: from === 0 || before.endsWith('\n\n') || before === '\n' ? '' : before.endsWith('\n') ? '\n' : '\n\n',
    after: to === state.doc.length ? '\n' : after.startsWith('\n\n') ? '' : after.startsWith('\n') ? (to + 1 === state.doc.length ? '' : '\n') : '\n\n',
  };
}

/** Puts a block where the main selection stands; `cursor` counts from its beginning. */
export function insertBlock(view, block, cursor, userEvent = 'input.format') {
  const { from, to } = view.state.selection.main;
  const gap = around(view.state, from, to);
  const start = from + gap.before.length;
  view.dispatch({
    changes: { from, to, insert: gap.before + block + gap.after },
    selection: { anchor: start + cursor },
    userEvent,
    scrollIntoView: true,
  });
  return true;
}

const isBlankLine = (state, pos) => state.doc.lineAt(pos).text.trim() === '';

export function code(view) {
  const { main } = view.state.selection;
  const text = view.state.sliceDoc(main.from, main.to);
  if (text.includes('\n') || (main.empty && isBlankLine(view.state, main.from))) {
    const fence = fenceFor(text, 3);
    return insertBlock(view, `${fence}\n${text.replace(/\n$/, '')}\n${fence}`, fence.length);
  }
  return surround(view, fenceFor(text, 1));
}

export function formula(view) {
  const { main } = view.state.selection;
  const text = view.state.sliceDoc(main.from, main.to);
  if (text.includes('\n') || (main.empty && isBlankLine(view.state, main.from))) {
    return insertBlock(view, `$$\n${text.trim()}\n$$`, 3 + text.trim().length);
  }
  return surround(view, '$');
}

/** Puts a mark around the main selection, or takes it away where it already stands there. */
function surround(view, mark) {
  const { from, to } = view.state.selection.main;
  const text = view.state.sliceDoc(from, to);
  const width = mark.length;
  if (text && view.state.sliceDoc(from - width, from) === mark && view.state.sliceDoc(to, to + width) === mark) {
    view.dispatch({ changes: [{ from: from - width, to: from }, { from: to, to: to + width }], userEvent: 'input.format' });
    return true;
  }
  const pad = mark.startsWith('`') && /^`|`$/.test(text) ? ' ' : '';
  view.dispatch({
    changes: { from, to, insert: mark + pad + text + pad + mark },
    selection: { anchor: from + width + pad.length, head: to + width + pad.length },
    userEvent: 'input.format',
    scrollIntoView: true,
  });
  return true;
}

const row = '|  |  |  |';
export const table = (view) => insertBlock(view, [row, '| --- | --- | --- |', row, row].join('\n'), 2);

const mark = '<!-- more -->';

/** The line between summary and rest: one in a post, so a second press goes to it. */
export function more(view) {
  const found = /^<!--\s*more\s*-->\s*$/m.exec(view.state.doc.toString());
  if (!found) {
    // On with the rest of the post: what is typed next stands below the line.
    const { state } = view;
    const isLast = state.sliceDoc(state.selection.main.to).replace('\n', '') === '';
    return insertBlock(view, isLast ? mark + '\n' : mark, mark.length + 2);
  }
  view.dispatch({ selection: { anchor: found.index, head: found.index + found[0].trimEnd().length }, scrollIntoView: true });
  return true;
}

/** With a level: that heading or none. Without: none, ##, ###, none. */
export const heading = (level) => (view) => lines(view, (all) => {
  const now = /^#{1,6}(?=\s|$)/.exec(all[0].text)?.[0].length ?? 0;
  const then = level ? (now === level ? 0 : level) : now === 0 ? 2 : now === 2 ? 3 : 0;
  return all.map((line) => ({ from: line.from, to: line.from + (/^#{1,6}(\s+|$)/.exec(line.text)?.[0].length ?? 0), insert: then ? '#'.repeat(then) + ' ' : '' }));
});

const prefix = (pattern, insert) => (view) => lines(view, (all) => {
  const has = all.every((line) => pattern.test(line.text));
  return all.map((line) => (has ? { from: line.from, to: line.from + pattern.exec(line.text)[0].length } : { from: line.from, insert }));
});

export const quote = prefix(/^\s{0,3}> ?/, '> ');
export const list = prefix(/^\s{0,3}[-*+] (?:\[[ xX]\] )?/, '- ');

export const keys = [
  { key: 'Mod-b', run: bold, preventDefault: true },
  { key: 'Mod-i', run: italic, preventDefault: true },
  { key: 'Mod-k', run: link, preventDefault: true },
  { key: 'Mod-Alt-2', run: heading(2) },
  { key: 'Mod-Alt-3', run: heading(3) },
  { key: 'Alt-ArrowUp', run: movePicture(-1) },
  { key: 'Alt-ArrowDown', run: movePicture(1) },
  tab,
];

export const find = (view) => openSearchPanel(view);
