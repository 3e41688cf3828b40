// Tab: from cell to cell in a table, deeper or higher in a list. Anywhere else it leaves the text, as a keyboard needs it.
import { syntaxTree } from '@codemirror/language';
import { lines } from './lines.js';

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

const inList = (state) => {
  for (let node = syntaxTree(state).resolveInner(state.doc.lineAt(state.selection.main.head).to, -1); node; node = node.parent) {
    if (node.name === 'ListItem') return /^\s*([-*+]|\d+[.)])\s/.test(state.doc.lineAt(state.selection.main.head).text);
  }
  return false;
};

const deeper = (step) => (view) => {
  if (!inList(view.state)) return false;
  return lines(view, (all) => all.map((line) => {
    const lead = /^\s*/.exec(line.text)[0].length;
    const width = /^\s*\d/.test(line.text) ? 3 : 2;
    return step > 0 ? { from: line.from, insert: ' '.repeat(width) } : { from: line.from, to: line.from + Math.min(width, lead) };
  }));
};

export const tab = { key: 'Tab', run: (view) => cell(1)(view) || deeper(1)(view), shift: (view) => cell(-1)(view) || deeper(-1)(view) };
