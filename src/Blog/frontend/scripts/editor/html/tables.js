// Tables as Markdown has them: one header, a line for each row, as many cells in each, and only words in a cell.
import { all, isBlock, isText, make, unwrap } from './nodes.js';

const cellsOf = (row) => [...row.children].filter((cell) => /^(?:TD|TH)$/.test(cell.nodeName));

/** Tables that lay out a page, and such of one cell, are their content. */
function isLayout(table, rows) {
  return Boolean(table.querySelector('table')) || rows.every((row) => cellsOf(row).length <= 1) || table.getAttribute('role') === 'presentation'
    || (rows.length === 1 && Boolean(table.querySelector('p + p, ul, ol, h1, h2, h3, pre')));
}

function open(table) {
  for (const part of all(table, 'tbody, thead, tfoot, tr, td, th, colgroup, col').reverse()) {
    if (part.closest('table') !== table) continue;
    if (/^(?:COL|COLGROUP)$/.test(part.nodeName)) part.remove();
    else if (/^(?:TD|TH)$/.test(part.nodeName)) part.replaceWith(make(table.ownerDocument, 'div', {}, ...part.childNodes));
    else unwrap(part);
  }
  unwrap(table);
}

/** Lines of a cell: what would be blocks ends in a line break. */
function flattenCell(cell) {
  const { ownerDocument } = cell;
  for (const code of all(cell, 'pre')) code.replaceWith(make(ownerDocument, 'div', {}, ...code.textContent.split('\n').flatMap((line, i) => [...(i ? [make(ownerDocument, 'br')] : []), ...(line.trim() ? [make(ownerDocument, 'code', {}, line)] : [])])));
  for (const rule of all(cell, 'hr')) rule.remove();
  for (const item of all(cell, 'li')) item.prepend(item.parentElement.nodeName === 'OL' ? `${[...item.parentElement.children].indexOf(item) + 1}. ` : '• ');
  for (const block of all(cell, '*').filter(isBlock).reverse()) {
    const before = block.previousSibling;
    const after = block.nextSibling;
    if (after && !(isText(after) && !after.data.trim())) block.after(make(ownerDocument, 'br'));
    if (before && !isBlock(before) && before.nodeName !== 'BR' && !(isText(before) && !before.data.trim())) block.before(make(ownerDocument, 'br'));
    unwrap(block);
  }
  cell.normalize();
  for (const side of ['firstChild', 'lastChild']) {
    for (let edge = cell[side]; edge && (edge.nodeName === 'BR' || (isText(edge) && !edge.data.trim())); edge = cell[side]) edge.remove();
  }
}

export function readTables(body) {
  for (const table of all(body, 'table').reverse()) {
    const rows = all(table, 'tr').filter((row) => row.closest('table') === table);
    if (rows.length === 0 || isLayout(table, rows)) {
      open(table);
      continue;
    }
    const { ownerDocument } = body;
    const grid = rows.map(() => []);
    rows.forEach((row, y) => {
      for (const cell of cellsOf(row)) {
        let x = 0;
        while (grid[y][x]) x++;
        flattenCell(cell);
        const [wide, high] = [Math.min(50, Number(cell.getAttribute('colspan')) || 1), Math.min(rows.length - y, Number(cell.getAttribute('rowspan')) || 1)];
        for (let dy = 0; dy < high; dy++) for (let dx = 0; dx < wide; dx++) grid[y + dy][x + dx] ??= dy || dx ? make(ownerDocument, 'td') : cell;
      }
    });
    const full = grid.filter((line) => line.some((cell) => cell?.textContent.trim() || cell?.querySelector('img')));
    // Spreadsheets end in empty columns.
    let width = Math.max(0, ...full.map((line) => line.length));
    while (width > 1 && full.every((line) => !line[width - 1]?.textContent.trim() && !line[width - 1]?.querySelector('img'))) width--;
    if (width === 0) {
      table.remove();
      continue;
    }
    const caption = [...table.children].find((child) => child.nodeName === 'CAPTION');
    if (caption?.textContent.trim()) table.before(make(ownerDocument, 'p', {}, ...caption.childNodes));
    const made = make(ownerDocument, 'table');
    full.forEach((line, y) => {
      const row = make(ownerDocument, 'tr');
      for (let x = 0; x < width; x++) {
        const old = line[x];
        const align = /right|end/.exec(`${old?.getAttribute('align') ?? ''} ${/text-align:\s*([\w-]+)/.exec(old?.getAttribute('data-style') ?? '')?.[1] ?? ''}`);
        const cell = make(ownerDocument, y ? 'td' : 'th', align ? { align: 'right' } : {}, ...(old?.childNodes ?? []));
        // The header is bold by itself.
        if (!y) for (const bold of all(cell, 'strong')) unwrap(bold);
        row.append(cell);
      }
      (made.lastElementChild && y > 1 ? made.lastElementChild : made.appendChild(make(ownerDocument, y ? 'tbody' : 'thead'))).append(row);
    });
    table.replaceWith(made);
  }
}
