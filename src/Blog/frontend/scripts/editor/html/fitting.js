// Converted text in its place: blank lines around blocks, and the quote or list it stands in goes on.
import { around } from '../commands.js';

const block = /^(?:#{1,6} |[-*+] |\d+[.)] |>|```|\||\$\$|---$|!\[)/;
const item = /^(\s*(?:>\s?)*\s*)([-*+]|\d+[.)])(\s+)(\[[ xX]\]\s+)?/;

/** @returns where it replaces what, with how many signs after the caret, and a function from places in the text to the document's. */
export function fitted(state, markdown) {
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(from);
  const lead = state.sliceDoc(line.from, from);
  const mark = item.exec(line.text);
  const inItem = mark && from >= line.from + mark[1].length + mark[2].length + 1;
  const quote = /^(?:\s{0,3}>\s?)+/.exec(lead)?.[0] ?? '';
  const prefix = inItem ? mark[1] + ' '.repeat(mark[2].length + mark[3].length) : quote || (/^\s+$/.test(lead) ? lead : '');
  const lines = markdown.split('\n');
  const isBlock = (text) => block.test(text) || /^:   /.test(text);
  const isBegun = prefix ? line.text.slice(0, from - line.from).slice(inItem ? mark[0].length : prefix.length).trim() !== '' : lead.trim() !== '';

  // A list into an item that has only its mark: the mark is there twice.
  const isEmptyItem = inItem && line.text.length === mark[0].length && /^(?:[-*+]|\d+[.)]) /.test(lines[0]) && to <= line.to;
  if (isEmptyItem) return place(line.from + mark[1].length, to, '', lines, mark[1], mark[1].trimEnd(), '');
  if (prefix) {
    const blank = prefix.trimEnd();
    const before = isBegun && isBlock(lines[0]) ? `\n${blank}\n${prefix}` : '';
    return place(from, to, before, lines, prefix, blank, '');
  }
  const gap = around(state, from, to);
  const before = isBlock(lines[0]) ? gap.before : '';
  const last = lines.findLastIndex((text, i) => text !== '' && (i === 0 || lines[i - 1] === ''));
  const rest = state.sliceDoc(to, state.doc.lineAt(to).to);
  const after = isBlock(lines[Math.max(0, last)]) && state.doc.length > to && (rest.trim() || state.doc.lineAt(to).number < state.doc.lines) ? gap.after : '';
  return place(from, to, before, lines, '', '', after);
}

function place(from, to, before, lines, prefix, blank, after) {
  const starts = [];
  let text = before;
  let source = 0;
  lines.forEach((line, i) => {
    if (i) text += '\n' + (line ? prefix : blank);
    starts.push({ source, target: text.length });
    text += line;
    source += line.length + 1;
  });
  text += after;
  return {
    from,
    to,
    text,
    after: after.length,
    place(at) {
      const { source: begin, target } = starts.findLast((start) => start.source <= at);
      return from + target + (at - begin);
    },
  };
}
