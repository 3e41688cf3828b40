// Lists, however the source wrote them: as paragraphs with a level (Word), as lists beside lists (Google Docs), one list for each item
// (Word on the web, Feishu).
import { all, isBlank, isList, isText, make, neighbour, styleOf, unwrap } from './nodes.js';

// A letter alone is a sign of Wingdings.
const ordinal = /^(?:\d+|\(?(?:\d+|[a-z]|[ivxlc]+|[一二三四五六七八九十]+)[.)、．）])+$/i;

/** Nested lists of items that only know their level, from 1. */
function nest(document, items) {
  const open = [];
  let root = null;
  for (const { level, ordered, start, item, nodes } of items) {
    while (open.length > level) open.pop();
    const name = ordered ? 'OL' : 'UL';
    if (open.length === level && open.at(-1).nodeName !== name && level > 1) open.pop();
    while (open.length < level) {
      const list = make(document, name, ordered && open.length === level - 1 && start > 1 ? { start } : {});
      const parent = open.at(-1);
      if (!parent) root = list;
      else (parent.lastElementChild ?? parent.appendChild(document.createElement('li'))).append(list);
      open.push(list);
    }
    open.at(-1).append(item ?? make(document, 'li', {}, ...nodes));
  }
  return root;
}

/** Runs of siblings that `read` knows: each becomes one list. */
function gather(body, selector, read) {
  for (const first of all(body, selector)) {
    if (!body.contains(first)) continue;
    const run = [];
    for (let node = first; node?.nodeType === 1; node = neighbour(node, 'nextSibling')) {
      const items = read(node);
      if (!items?.length) break;
      if (run.length && items[0].level === 1 && items[0].ordered !== run[0].items[0].ordered && run[0].items[0].level === 1) break;
      run.push({ node, items });
    }
    if (run.length === 0) continue;
    const lowest = Math.min(...run.flatMap(({ items }) => items.map((item) => item.level)));
    const list = nest(body.ownerDocument, run.flatMap(({ items }) => items.map((item) => ({ ...item, level: item.level - lowest + 1 }))));
    run[0].node.before(list);
    for (const { node } of run) node.remove();
  }
}

// Word: <p style="mso-list:l0 level2 lfo1"><span style="mso-list:Ignore">o</span>text</p>
function wordItem(paragraph) {
  const level = /level(\d+)/.exec(styleOf(paragraph)['mso-list'] ?? '')?.[1];
  if (!level || paragraph.nodeName === 'LI') return null;
  const mark = all(paragraph, '[data-style*="mso-list"]').find((span) => styleOf(span)['mso-list'] === 'ignore');
  if (mark) paragraph.dataset.mark = mark.textContent.replace(/[\s\u00a0]+/g, '');
  const text = paragraph.dataset.mark ?? '';
  const item = { level: Number(level), ordered: ordinal.test(text), start: parseInt(text, 10) || 1 };
  mark?.remove();
  return [{ ...item, nodes: [...paragraph.childNodes] }];
}

// Word on the web: every item is a list of its own. Feishu's older form: the level stands in the class of the list.
function flatItems(list) {
  if (!isList(list)) return null;
  const inClass = /(?:^|\s)list-(?:bullet|number|check|task)[a-z]*(\d+)/.exec(list.className)?.[1];
  const items = [...list.children].filter((child) => child.nodeName === 'LI');
  const levels = items.map((item) => Number(item.getAttribute('data-aria-level') ?? inClass) || 0);
  if (!levels.length || levels.includes(0)) return null;
  return items.map((item, i) => ({ level: levels[i], ordered: list.nodeName === 'OL', start: Number(list.getAttribute('start')) || 1, item }));
}

const checked = /(?:^|[\s-])(?:checked|done|completed|checkbox-on|is-checked)(?:$|[\s-])/;

/** A checkbox in the place of each sign that an item is a task. */
function readTasks(body) {
  for (const item of all(body, 'li')) {
    const own = all(item, 'input[type="checkbox"], [role="checkbox"], .checkbox, .ne-checkbox').find((box) => box.closest('li') === item && !box.matches('li'));
    const kind = item.getAttribute('data-list') ?? '';
    const told = item.getAttribute('aria-checked') ?? item.getAttribute('data-checked') ?? (/^(?:check|todo)/.test(kind) ? String(checked.test(kind)) : /^(?:checked|unchecked)$/.test(kind) ? String(kind === 'checked') : null);
    if (!own && told === null) continue;
    const state = own
      ? own.hasAttribute('checked') || own.getAttribute('aria-checked') === 'true' || checked.test(own.className)
      : told === 'true';
    own?.remove();
    const first = item.firstChild;
    if (isText(first)) first.data = first.data.trimStart();
    item.prepend(make(body.ownerDocument, 'x-task', state || told === 'true' ? { 'data-done': '' } : {}, '☐'));
  }
}

export function readLists(body) {
  const { ownerDocument } = body;
  for (const wrapper of all(body, '.ListContainerWrapper')) unwrap(wrapper);
  gather(body, '[data-style*="mso-list"]', wordItem);
  gather(body, 'ul, ol', flatItems);
  readTasks(body);
  for (const item of all(body, 'li')) {
    // Part of a list was copied, without the list.
    if (isList(item.parentElement)) continue;
    const list = make(ownerDocument, 'ul');
    item.before(list);
    for (let node = item; node && (node.nodeName === 'LI' || isBlank(node));) {
      const next = node.nextSibling;
      list.append(node);
      node = next;
    }
  }
  for (const list of all(body, 'ul, ol')) {
    // A list beside the items belongs to the item before it.
    if (isList(list.parentElement)) {
      const outer = list.parentElement;
      const before = list.previousElementSibling;
      const above = before ? null : neighbour(outer, 'previousSibling');
      if (before?.nodeName === 'LI') before.append(list);
      else if (isList(above) && above.lastElementChild?.nodeName === 'LI') {
        above.lastElementChild.append(list);
        if (!outer.firstElementChild) outer.remove();
      } else list.replaceWith(...list.childNodes);
    }
  }
  for (const list of all(body, 'ul, ol')) {
    const before = neighbour(list, 'previousSibling');
    if (!body.contains(list) || before?.nodeName !== list.nodeName) continue;
    const begins = Number(list.getAttribute('start')) || 1;
    const count = (Number(before.getAttribute('start')) || 1) + before.children.length;
    if (list.nodeName === 'OL' && begins !== 1 && begins !== count) continue;
    if (list.nodeName === 'OL' && begins === 1 && before.children.length > 1 && list.children.length > 1) continue;
    before.append(...list.childNodes);
    list.remove();
  }
  for (const list of all(body, 'ul, ol')) {
    for (const child of [...list.childNodes]) {
      if (child.nodeName === 'LI') continue;
      if (isText(child) && !child.data.trim()) child.remove();
      else if (child.nodeType === 1 || isText(child)) {
        const item = make(ownerDocument, 'li');
        child.replaceWith(item);
        item.append(child);
      } else child.remove();
    }
    for (const item of list.children) tighten(item);
  }
}

/** `<li><p>text</p></li>` is how many write an item: the paragraph says nothing. */
function tighten(item) {
  for (let part = item.firstElementChild; part && ['P', 'DIV'].includes(part.nodeName); part = item.firstElementChild) {
    const first = [...item.childNodes].find((node) => !isBlank(node));
    const rest = [...item.children].filter((child) => child !== part);
    const isOnly = first === part && rest.every((child) => isList(child));
    const afterTask = first?.nodeName === 'X-TASK' && first.nextElementSibling === part;
    if (!isOnly && !afterTask) break;
    unwrap(part);
  }
  const [box, part] = item.children;
  if (box?.nodeName === 'X-TASK' && ['P', 'DIV'].includes(part?.nodeName)) unwrap(part);
}

