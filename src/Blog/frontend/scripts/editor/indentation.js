// Tab in code and in lists: what moves, and how far. All of it works on whole lines, whose number never changes.
import { ensureSyntaxTree, language, syntaxTree } from '@codemirror/language';
import { EditorSelection } from '@codemirror/state';

const quotes = (depth) => new RegExp(`^(?:\\s{0,3}> ?){0,${depth}}`);
const columnOf = (text) => [...text].reduce((column, sign) => (sign === '\t' ? column + 4 - (column % 4) : column + 1), 0);
const tree = (state) => ensureSyntaxTree(state, state.doc.length, 100) ?? syntaxTree(state);

function ancestors(node, name) {
  const found = [];
  for (let up = node; up; up = up.parent) if (up.name === name) found.push(up);
  return found;
}

/** The changes that turn lines into others, each as small as can be, so that the caret stays where it is in its words. */
function differences(state, first, before, after) {
  return after.flatMap((text, i) => {
    const old = before[i];
    if (old === text) return [];
    let tail = 0;
    while (tail < Math.min(old.length, text.length) && old.at(-1 - tail) === text.at(-1 - tail)) tail++;
    let head = 0;
    while (head < Math.min(old.length, text.length) - tail && old[head] === text[head]) head++;
    const { from } = state.doc.line(first + i);
    return [{ from: from + head, to: from + old.length - tail, insert: text.slice(head, text.length - tail) }];
  });
}

function apply(view, changes) {
  if (changes.length === 0) return true;
  const { state } = view;
  const set = state.changes(changes);
  const { ranges, mainIndex } = state.selection;
  const moved = ranges.map(({ anchor, head }) => EditorSelection.range(set.mapPos(anchor, 1), set.mapPos(head, 1)));
  view.dispatch({ changes, selection: EditorSelection.create(moved, mainIndex), userEvent: 'input.indent', scrollIntoView: true });
  return true;
}

const touched = ({ doc, selection: { main } }) => {
  const [first, last] = [doc.lineAt(main.from), doc.lineAt(main.to)];
  // A selection of whole lines ends at the beginning of the next.
  return [first.number, last.number > first.number && main.to === last.from ? last.number - 1 : last.number];
};

// Code

/** The block of code that holds the whole selection, its lines and where they begin. */
function codeAt(state) {
  const [first, last] = touched(state);
  const root = tree(state);
  for (const side of [1, -1]) {
    for (let node = root.resolveInner(side > 0 ? state.doc.line(first).from : state.doc.line(first).to, side); node; node = node.parent) {
      if (node.name !== 'FencedCode' && node.name !== 'CodeBlock') continue;
      const block = node.name === 'FencedCode' ? fenced(state, node) : indented(state, node);
      if (block.first <= first && last <= block.last) return block;
    }
  }
  // An open block ends where the text does, and a blank line at its end is still its own.
  const { head } = state.selection.main;
  for (let node = root.resolveInner(head, -1); node; node = node.parent) {
    if (node.name !== 'FencedCode') continue;
    const block = fenced(state, node);
    if (!block.isClosed && first >= block.first && last <= state.doc.lineAt(node.to).number) return block;
  }
  return null;
}

function fenced(state, node) {
  const open = state.doc.lineAt(node.from);
  const end = state.doc.lineAt(node.to);
  const marks = node.getChildren('CodeMark');
  const isClosed = marks.length > 1 && state.doc.lineAt(marks.at(-1).from).number > open.number;
  const before = open.text.slice(0, node.from - open.from);
  const depth = ancestors(node, 'Blockquote').length;
  const quote = quotes(depth).exec(before)[0];
  const width = columnOf(before.slice(quote.length));
  return {
    first: open.number + 1, last: isClosed ? end.number - 1 : end.number, isClosed,
    lead(text) {
      const own = quotes(depth).exec(text)[0];
      let at = own.length;
      while (at < text.length && text[at] === ' ' && at - own.length < width) at++;
      return at;
    },
  };
}

function indented(state, node) {
  const open = state.doc.lineAt(node.from);
  const depth = ancestors(node, 'Blockquote').length;
  const [item] = ancestors(node, 'ListItem');
  const width = (item ? contentColumn(state, item, depth) : 0) + 4;
  return {
    first: open.number, last: state.doc.lineAt(node.to).number, isClosed: true,
    lead(text) {
      const own = quotes(depth).exec(text)[0];
      let at = own.length;
      while (at < text.length && /[ \t]/.test(text[at]) && columnOf(text.slice(own.length, at)) < width) at++;
      return at;
    },
  };
}

/** What one step is in this block: a tab, or the smallest step that its lines take. */
function unitOf(lines) {
  const leads = lines.filter((text) => text.trim()).map((text) => /^[ \t]*/.exec(text)[0]);
  if (leads.some((lead) => lead.startsWith('\t'))) return '\t';
  const steps = leads.map((lead, i) => Math.abs(lead.length - (leads[i - 1]?.length ?? 0))).filter((step) => step > 1);
  const least = Math.min(...steps);
  return ' '.repeat(least === 2 ? 2 : 4);
}

export const indentCode = (step) => (view) => {
  const { state } = view;
  const block = codeAt(state);
  if (!block) return false;
  const { main } = state.selection;
  const code = [];
  for (let n = block.first; n <= Math.min(block.last, state.doc.lines); n++) code.push(state.doc.line(n).text.slice(block.lead(state.doc.line(n).text)));
  const unit = unitOf(code);
  if (step > 0 && main.empty) {
    const line = state.doc.lineAt(main.head);
    const before = line.text.slice(block.lead(line.text), main.head - line.from);
    // Within the indentation to its next step.
    const insert = unit === '\t' || before.trim() ? unit : ' '.repeat(unit.length - (before.length % unit.length));
    view.dispatch({ changes: { from: main.head, insert }, selection: { anchor: main.head + insert.length }, userEvent: 'input.indent', scrollIntoView: true });
    return true;
  }
  const [first, last] = touched(state);
  const before = [];
  const after = [];
  for (let n = first; n <= last; n++) {
    const { text } = state.doc.line(n);
    const lead = block.lead(text);
    const rest = text.slice(lead);
    before.push(text);
    if (step > 0) after.push(rest.trim() || first === last ? text.slice(0, lead) + unit + rest : text);
    else after.push(text.slice(0, lead) + (rest.startsWith('\t') ? rest.slice(1) : rest.replace(new RegExp(`^ {1,${unit === '\t' ? 4 : unit.length}}`), '')));
  }
  return apply(view, differences(state, first, before, after));
};

// Lists

const itemMark = /^(\s*)([-*+]|\d{1,9}[.)])(\s*)/;

/** The column of an item's mark and of its content, behind the quotes around it. */
function columns(text, at) {
  const before = text.slice(0, at);
  const [, , mark, gap] = itemMark.exec(text.slice(at)) ?? ['', '', '-', ' '];
  const column = columnOf(before);
  const rest = text.slice(at + mark.length);
  const wide = columnOf(before + mark + gap) - column - mark.length;
  return { mark: column, content: column + mark.length + (rest.trim() && wide >= 1 && wide <= 4 ? wide : 1) };
}

function columnsOf(state, item, depth) {
  const line = state.doc.lineAt(item.from);
  const quote = quotes(depth).exec(line.text)[0].length;
  return columns(line.text.slice(quote), item.from - line.from - quote);
}

const contentColumn = (state, item, depth) => columnsOf(state, item, depth).content;
const isItem = (node) => node?.name === 'ListItem';
const isListNode = (node) => node?.name === 'BulletList' || node?.name === 'OrderedList';

/** The items that the selection names: those whose first line it touches, without what lies within them. */
function chosen(state, root) {
  const [first, last] = touched(state);
  const items = [];
  root.iterate({
    from: state.doc.line(first).from,
    to: state.doc.line(last).to,
    enter({ node }) {
      if (!isItem(node)) return;
      const { number } = state.doc.lineAt(node.from);
      if (number < first || number > last) return;
      items.push(node);
      return false;
    },
  });
  if (items.length) return items;
  const line = state.doc.lineAt(state.selection.main.head);
  const [own] = ancestors(root.resolveInner(line.to, -1), 'ListItem');
  return own ? [own] : [];
}

const previousItem = (item) => {
  for (let node = item.prevSibling; node; node = node.prevSibling) if (isItem(node)) return node;
  const list = item.parent.prevSibling;
  return isListNode(list) ? list.getChildren('ListItem').at(-1) : null;
};

const outerItem = (item) => (isItem(item.parent?.parent) ? item.parent.parent : null);

function shift(text, quote, delta) {
  const own = quotes(quote).exec(text)[0];
  const rest = text.slice(own.length);
  if (!rest.trim()) return text;
  const lead = /^[ \t]*/.exec(rest)[0];
  if (delta > 0) return own + ' '.repeat(delta) + rest;
  return own + ' '.repeat(Math.max(0, columnOf(lead) + delta)) + rest.slice(lead.length);
}

/** An item's number, and with it the place of all that stands below it. */
function renumber(lines, [first, last], quote, number) {
  const own = quotes(quote).exec(lines[first])[0];
  const found = /^(\s*(?:(?:[-*+]|\d{1,9}[.)])\s+)*?)(\d{1,9})(?=[.)](?:\s|$))/.exec(lines[first].slice(own.length));
  if (!found || Number(found[2]) === number) return;
  const begin = own.length + found[1].length;
  lines[first] = lines[first].slice(0, begin) + number + lines[first].slice(begin + found[2].length);
  const delta = String(number).length - found[2].length;
  if (delta) for (let i = first + 1; i <= last; i++) lines[i] = shift(lines[i], quote, delta);
}

const numberOf = (text, at) => Number(/^\d{1,9}/.exec(text.slice(at))?.[0] ?? NaN);

export const indentList = (step) => (view) => {
  const { state } = view;
  const root = tree(state);
  const items = chosen(state, root);
  if (items.length === 0) return false;
  const lists = items.map((item) => ancestors(item, 'BulletList').concat(ancestors(item, 'OrderedList')).sort((a, b) => a.from - b.from)[0]);
  const first = state.doc.lineAt(lists[0].from).number;
  const last = state.doc.lineAt(lists.at(-1).to).number;
  const before = Array.from({ length: last - first + 1 }, (_, i) => state.doc.line(first + i).text);
  const lines = [...before];
  const quote = ancestors(items[0], 'Blockquote').length;
  const range = (node) => [state.doc.lineAt(node.from).number - first, state.doc.lineAt(node.to).number - first];

  const moved = new Set();
  const numbered = new Map();   // lines of ordered items whose list changes: what the list began with
  let delta = 0;
  items.forEach((item, i) => {
    const follows = i > 0 && items[i - 1].parent.from === item.parent.from && items[i - 1].nextSibling?.from === item.from;
    if (!follows || step < 0) {
      const target = step > 0 ? previousItem(item) : outerItem(item);
      const here = columnsOf(state, item, quote);
      delta = !target ? 0 : step > 0 ? Math.max(0, columnsOf(state, target, quote).content - here.mark) : columnsOf(state, target, quote).mark - here.mark;
    }
    if (!delta) return;
    const [from, to] = range(item);
    moved.add(from);
    for (const list of [item.parent, outerItem(item)?.parent].filter((node) => node?.name === 'OrderedList')) {
      const all = list.getChildren('ListItem');
      const numbers = all.map((one) => numberOf(state.sliceDoc(one.from, one.from + 10), 0));
      const isFlat = all.length > 2 && numbers.every((number) => number === numbers[0]);
      all.forEach((one, n) => numbered.set(range(one)[0], { begins: n === 0 ? numbers[0] : null, isFlat, isLater: one.from > item.from && list === item.parent }));
    }
    for (let n = from; n <= to; n++) lines[n] = shift(lines[n], quote, delta);
  });
  if (moved.size === 0) return true;

  // Only a list that begins with 1 may follow a line of words: read as such first, numbered after.
  for (const item of items) {
    if (!moved.has(range(item)[0])) continue;
    renumber(lines, range(item), quote, 1);
    for (let next = item.nextSibling; next; next = next.nextSibling) if (isItem(next) && step < 0) renumber(lines, range(next), quote, 1);
  }
  number(lines, state.facet(language).parser.parse(lines.join('\n')), { moved, numbered, quote });
  return apply(view, differences(state, first, before, lines));
};

/** The numbers of each ordered list that something came into or left. */
function number(lines, root, { moved, numbered, quote }) {
  const starts = [0];
  for (const line of lines) starts.push(starts.at(-1) + line.length + 1);
  const lineAt = (pos) => starts.findLastIndex((start) => start <= pos);
  const found = [];
  root.iterate({
    enter({ node }) {
      if (node.name !== 'OrderedList') return;
      found.push(node.getChildren('ListItem').map((item) => ({ range: [lineAt(item.from), lineAt(Math.max(item.from, item.to - 1))], number: numberOf(lines[lineAt(item.from)], item.from - starts[lineAt(item.from)]) })));
    },
  });
  for (const items of found) {
    if (!items.some(({ range: [first] }) => moved.has(first) || numbered.has(first))) continue;
    const [{ range: [first], number: start }] = items;
    const known = numbered.get(first);
    const from = moved.has(first) ? 1 : known ? known.begins ?? 1 : start;
    const isFlat = items.some(({ range: [line] }) => !moved.has(line) && numbered.get(line)?.isFlat);
    items.forEach(({ range }, i) => renumber(lines, range, quote, isFlat ? from : from + i));
  }
}
