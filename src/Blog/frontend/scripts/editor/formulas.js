// $…$ and $$…$$ as the server's renderer reads them where no blanks stand inside, so that nothing in a formula looks like emphasis.
import { Tag, styleTags } from '@lezer/highlight';

export const formulaTag = Tag.define();

const dollar = 36;
const backslash = 92;
const isBlank = (code) => code === 32 || (code >= 9 && code <= 13) || code === 0x3000 || code === 0xa0;
const isDigit = (code) => code >= 48 && code <= 57;

function inline(cx, next, pos) {
  if (next !== dollar || (pos > cx.offset && cx.char(pos - 1) === dollar)) return -1;
  const isDouble = cx.char(pos + 1) === dollar;
  const from = pos + (isDouble ? 2 : 1);
  if (from >= cx.end || cx.char(from) === dollar || (!isDouble && isBlank(cx.char(from)))) return -1;
  for (let i = from; i < cx.end; i++) {
    const code = cx.char(i);
    if (code === backslash) i++;
    else if (code === dollar) {
      if (isDouble && cx.char(i + 1) !== dollar) continue;
      if (!isDouble && (isBlank(cx.char(i - 1)) || isDigit(cx.char(i + 1)))) return -1;
      return cx.addElement(cx.elt('Formula', pos, i + (isDouble ? 2 : 1)));
    }
  }
  return -1;
}

const fence = /^\$\$(?!\$)/;

function block(cx, line) {
  const text = line.text.slice(line.pos);
  if (!fence.test(text)) return false;
  const rest = text.slice(2);
  const close = rest.indexOf('$$');
  if (close >= 0 && (rest.slice(close + 2).trim() || !rest.slice(0, close).trim())) return false;
  const from = cx.lineStart + line.pos;
  if (close >= 0) cx.nextLine();
  else while (cx.nextLine() && line.depth >= cx.depth) {
    if (!line.text.includes('$$')) continue;
    cx.nextLine();
    break;
  }
  cx.addElement(cx.elt('FormulaBlock', from, cx.prevLineEnd()));
  return true;
}

export const formulas = {
  defineNodes: ['Formula', { name: 'FormulaBlock', block: true }],
  parseInline: [{ name: 'Formula', parse: inline, before: 'Emphasis' }],
  parseBlock: [{ name: 'FormulaBlock', parse: block, endLeaf: (_, line) => line.text.slice(line.pos).trim() === '$$', before: 'FencedCode' }],
  props: [styleTags({ 'Formula FormulaBlock': formulaTag })],
};
