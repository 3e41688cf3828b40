// The words of each line as Markdown reads them: white space as it is seen, and a backslash only where a sign would mean something.
import { isBlock, isHeading, isText } from './nodes.js';

const wide = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;
const punctuation = /[\p{P}\p{S}]/u;
const atom = '\ufffc';
const formats = new Set(['STRONG', 'EM', 'DEL', 'MARK', 'INS']);

/** The lines of a document: the texts that follow each other without a block or a line break between them. */
function* linesOf(root) {
  let line = null;
  const begin = (kind) => (line = { kind, parts: [], formats: [] });
  const done = [];
  const close = () => {
    if (line?.parts.some((part) => part.text)) done.push(line);
    line = null;
  };
  const walk = (node, kind) => {
    if (isText(node)) return void (line ?? begin(kind)).parts.push({ node, text: node.data });
    if (node.nodeType !== 1) return;
    if (node.nodeName === 'PRE') return close();
    if (node.nodeName === 'BR') {
      close();
      return void begin(kind === 'block' ? 'block' : kind);
    }
    if (/^(?:CODE|IMG|X-FORMULA|X-TASK)$/.test(node.nodeName)) return void (line ?? begin(kind)).parts.push({ node: null, text: node.nodeName === 'X-TASK' ? '' : atom });
    const own = isHeading(node) ? 'heading' : /^(?:TD|TH|CAPTION)$/.test(node.nodeName) ? 'cell' : node.nodeName === 'FIGCAPTION' ? 'block' : kind;
    if (isBlock(node)) close();
    const place = formats.has(node.nodeName) || node.nodeName === 'A' ? { node, from: (line ?? begin(own)).parts.length } : null;
    if (node.nodeName === 'A') line.parts.push({ node: null, text: '', isLink: true });
    node.childNodes.forEach((child) => walk(child, own));
    if (place && line) line.formats.push({ ...place, to: line.parts.length });
    if (node.nodeName === 'A') line?.parts.push({ node: null, text: '', isLinkEnd: true });
    if (isBlock(node)) close();
  };
  walk(root, 'block');
  close();
  yield* done;
}

/** White space: a line break of the source between Chinese signs is none. */
function tidy(line) {
  const whole = line.parts.map((part) => part.text).join('');
  let at = 0;
  for (const part of line.parts) {
    const begin = at;
    at += part.text.length;
    if (!part.node) continue;
    part.text = part.text.replace(/[\u200b\ufeff\u2060\u00ad]/g, '').replace(/[\u00a0\u202f]/g, ' ');
    if (/[\n\r]/.test(part.text)) {
      part.text = part.text.replace(/[ \t]*[\r\n]+[ \t\r\n]*/g, (blank, from) => {
        const before = part.text[from - 1] ?? whole.slice(0, begin).trimEnd().at(-1) ?? ' ';
        const after = part.text[from + blank.length] ?? whole.slice(at).trimStart()[0] ?? ' ';
        return wide.test(before) && wide.test(after) ? '' : ' ';
      });
    }
    part.text = part.text.replace(/[ \t\r\n]+/g, ' ');
  }
}

const formula = /(?<![$\\\w])\$(?![\s$])([^$\n]*[^\s$\\])\$(?![\d$])/g;

/** Runs of a sign that would be read as emphasis: those that can open one before those that can close it. */
function delimiters(text, sign, always) {
  const isSign = (c) => punctuation.test(c) && !wide.test(c);
  const runs = [...text.matchAll(sign === '*' ? /\*+/g : /_+/g)].map(({ index, 0: run }) => {
    const [before, after] = [text[index - 1] ?? ' ', text[index + run.length] ?? ' '];
    const left = /\S/.test(after) && (!isSign(after) || /\s/.test(before) || isSign(before) || wide.test(before));
    const right = /\S/.test(before) && (!isSign(before) || /\s/.test(after) || isSign(after) || wide.test(after));
    const [opens, closes] = sign === '*' ? [left, right] : [left && (!right || isSign(before)), right && (!left || isSign(after))];
    return { from: index, to: index + run.length, opens, closes };
  });
  if (always && sign === '*') return runs.filter((run) => run.opens || run.closes).map(({ from, to }) => [from, to]);
  const firstOpen = runs.findIndex((run) => run.opens);
  const lastClose = runs.findLastIndex((run) => run.closes);
  if (firstOpen < 0 || lastClose <= firstOpen) return [];
  return runs.slice(firstOpen, lastClose + 1).filter((run) => run.opens || run.closes).map(({ from, to }) => [from, to]);
}

/** Where a backslash belongs in a line. */
export function escapesOf(text, kind, hasStars = false) {
  const places = new Set();
  const put = (at) => places.add(at);
  const each = (pattern, act) => {
    for (const found of text.matchAll(pattern)) act(found);
  };
  const before = (at) => text[at - 1] ?? ' ';

  each(/\\(?=[!-/:-@[-`{-~]|$|\ufffc)/g, ({ index }) => put(index));
  each(/`/g, ({ index }) => put(index));
  for (const sign of ['*', '_']) for (const [from, to] of delimiters(text, sign, hasStars)) for (let i = from; i < to; i++) put(i);
  for (const run of ['~~', '==', '++']) {
    const found = [...text.matchAll(new RegExp(`(?<![${run[0]}])${run.replace(/\+/g, '\\+')}(?![${run[0]}])`, 'g'))].map(({ index }) => index);
    const first = found.findIndex((at) => !/[A-Za-z0-9]/.test(before(at)) && !/\s/.test(text[at + 2] ?? ' '));
    if (first >= 0 && found.length > first + 1) found.slice(first).forEach(put);
  }
  each(/\[(?=[^\[\]]*\]\()/g, ({ index }) => put(index));
  if (kind === 'block') each(/^\s*(?=\[[^\[\]]+\]:)/g, ({ 0: lead }) => put(lead.length));
  each(/<(?=[a-z/!?])/gi, ({ index }) => put(index));
  each(/&(?=#?\w{1,31};)/g, ({ index }) => put(index));
  const formulas = [...text.matchAll(formula)].filter(({ 1: tex }) => /[\\^_={]/.test(tex) && !wide.test(tex));
  if (/\$(?:\$[^$]|(?![\s$])[^$\n]*[^\s$\\]\$(?!\d))/.test(text)) each(/\$/g, ({ index }) => put(index));
  if (kind === 'cell') each(/\|/g, ({ index }) => put(index));
  if (kind === 'block') {
    const lead = /^\s*/.exec(text)[0].length;
    const line = text.slice(lead);
    if (/^(?:#{1,6}(?:\s|$)|>|[-+](?:\s|$)|(?:-\s*){3,}$|(?:-+|=+)\s*$|~~~|:::?\s)/.test(line) || /^\|.*\|\s*$/.test(line)) put(lead);
    if (/^\*(?:\s|$)/.test(line) || /^(?:\*\s*){3,}$/.test(line)) put(lead);
    const number = /^\d{1,9}(?=[.)](?:\s|$))/.exec(line);
    if (number) put(lead + number[0].length);
  }
  // TeX between dollars is a formula that the page left to a script.
  for (const { index, 0: whole } of formulas) for (let i = 0; i < whole.length; i++) places.delete(index + i);
  // An address is taken as it stands.
  each(/(?:https?:\/\/|www\.)[^\s<>`"\\\u3000-\u303f\uff00-\uffef]+/gi, ({ index, 0: address }) => {
    for (let i = 0; i < address.length; i++) if (kind !== 'cell' || address[i] !== '|') places.delete(index + i);
  });
  return places;
}

function escape(line) {
  const whole = line.parts.map((part) => part.text).join('');
  const places = escapesOf(whole, line.kind, line.formats.some(({ node }) => /^(?:STRONG|EM)$/.test(node.nodeName)));
  let at = 0;
  line.parts.forEach((part, i) => {
    if (part.node) {
      let out = '';
      for (let j = 0; j < part.text.length; j++) out += (places.has(at + j) ? '\\' : '') + part.text[j];
      // "!" before a link would make it an image.
      if (out.endsWith('!') && line.parts[i + 1]?.isLink) out = out.slice(0, -1) + '\\!';
      part.node.data = out;
    }
    at += part.text.length;
  });
}

/** Where `**` would not be read as emphasis, the element says so by itself: <strong>Note:</strong>text. */
function markEdges(line) {
  const starts = [0];
  for (const part of line.parts) starts.push(starts.at(-1) + part.text.length);
  const whole = line.parts.map((part) => part.text).join('');
  for (const { node, from, to } of line.formats) {
    const text = whole.slice(starts[from], starts[to]);
    if (node.nodeName === 'A' || !text.trim()) continue;
    const [first, last] = [text.trimStart()[0], text.trimEnd().at(-1)];
    const before = /^\s/.test(text) ? ' ' : line.parts[from - 1]?.isLinkEnd ? ')' : whole[starts[from] - 1] ?? ' ';
    const after = /\s$/.test(text) ? ' ' : whole[starts[to]] ?? ' ';
    const isSign = (sign) => punctuation.test(sign) && !wide.test(sign);
    const isOpen = (sign) => /\s/.test(sign) || punctuation.test(sign) || wide.test(sign);
    const fails = (isSign(first) && !isOpen(before)) || (isSign(last) && !isOpen(after));
    // Signs of two formats that meet would be read as one run.
    const meets = [node.previousSibling, node.previousSibling?.lastChild].every((before) => /^(?:STRONG|EM)$/.test(before?.nodeName));
    const isLatin = !/^(?:STRONG|EM)$/.test(node.nodeName) && /[A-Za-z0-9]/.test(before);
    if (fails || isLatin || meets || (first === '*' && before !== ' ')) node.setAttribute('data-html', '');
  }
}

export function writeText(root) {
  for (const line of linesOf(root)) {
    tidy(line);
    markEdges(line);
    escape(line);
  }
}
