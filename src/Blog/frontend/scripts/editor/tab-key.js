// Tab: from cell to cell in a table, deeper or higher in code and lists. Anywhere else it leaves the text, as a keyboard needs it.
import { ViewPlugin } from '@codemirror/view';
import { indentCode, indentList } from './indentation.js';

/** Begin and end of what stands in each cell of a line. */
function cellsOf(line) {
  const bars = [...line.text.matchAll(/(?<!\\)\|/g)].map((bar) => bar.index);
  return bars.slice(0, -1).map((bar, i) => {
    const raw = line.text.slice(bar + 1, bars[i + 1]);
    const lead = raw.trim() ? raw.length - raw.trimStart().length : Math.min(1, raw.length);
    return { from: line.from + bar + 1 + lead, to: line.from + bar + 1 + lead + raw.trim().length };
  });
}

const isRow = (text) => /^\s*\|.*\|\s*$/.test(text);
const isRule = (text) => /^[\s|:-]+$/.test(text) && text.includes('-');

const cell = (step) => (view) => {
  const { state } = view;
  const { head } = state.selection.main;
  let line = state.doc.lineAt(head);
  if (!isRow(line.text)) return false;
  const here = cellsOf(line).findLastIndex((c) => c.from <= Math.max(head, cellsOf(line)[0]?.from ?? 0));
  let target = cellsOf(line)[here + step];
  while (!target) {
    const next = line.number + step;
    if (next < 1 || next > state.doc.lines || !isRow(state.doc.line(next).text)) break;
    line = state.doc.line(next);
    if (!isRule(line.text)) target = step > 0 ? cellsOf(line)[0] : cellsOf(line).at(-1);
  }
  if (target) {
    view.dispatch({ selection: { anchor: target.from, head: target.to }, scrollIntoView: true });
    return true;
  }
  if (step < 0) return false;
  const count = cellsOf(line).length;
  view.dispatch({ changes: { from: line.to, insert: '\n|' + '  |'.repeat(count) }, selection: { anchor: line.to + 3 }, userEvent: 'input.format', scrollIntoView: true });
  return true;
};

export const tab = {
  key: 'Tab',
  run: (view) => cell(1)(view) || indentCode(1)(view) || indentList(1)(view),
  shift: (view) => cell(-1)(view) || indentCode(-1)(view) || indentList(-1)(view),
};

/**
 * Escape, then Tab, leaves the text: until another key is pressed in it, however long that takes, and wherever Escape was pressed. CodeMirror's
 * own mode ends after two seconds, and knows nothing of an Escape that closed a panel or collapsed a selection.
 */
export const leaving = ViewPlugin.define((view) => {
  const escape = (event) => {
    if (event.key === 'Escape' && !event.isComposing && event.keyCode !== 229) view.setTabFocusMode(Infinity);
  };
  // Before the others, one of which may stop the event, and after CodeMirror, which sets its own time.
  for (const early of [true, false]) document.addEventListener('keydown', escape, early);
  return { destroy: () => [true, false].forEach((early) => document.removeEventListener('keydown', escape, early)) };
}, {
  eventObservers: {
    // A time that is over; not `false`, which would end the mode of Ctrl+M too.
    blur: (_, view) => view.setTabFocusMode(-1),
    mousedown: (_, view) => view.setTabFocusMode(-1),
  },
});
