// From the document that was pasted to one that means what it looks like: what is not shown goes, styles become elements, and the
// structure is one that Markdown has.
import { readCode } from './code.js';
import { readFormulas } from './formulas.js';
import { readLists } from './lists.js';
import { all, holdsBlock, isBlank, isBlock, isElement, isHeading, isMonospaced, isText, make, neighbour, rename, styleOf, unwrap, wrapContent } from './nodes.js';

const never = 'script, style, meta, link, title, template, noscript, svg, object, embed, button, select, textarea, datalist, progress, meter, '
  + 'canvas, map, dialog, input, [hidden], .sr-only, .visually-hidden, .screen-reader-text, clipboard-copy, .footnote-backref, a[aria-hidden="true"], img[width="1"][height="1"]';

function drop(body) {
  for (const comment of comments(body)) comment.remove();
  for (const element of all(body, '[data-style]')) {
    const style = styleOf(element);
    if (style.display === 'none' || style.visibility === 'hidden' || style['mso-hide'] === 'all') element.remove();
  }
  for (const element of all(body, never)) element.remove();
}

function comments(body) {
  const found = [];
  const walker = body.ownerDocument.createTreeWalker(body, 128);   // NodeFilter.SHOW_COMMENT
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

const addressAttributes = ['data-src', 'data-original', 'data-actualsrc', 'data-lazy-src', 'data-origin-src', 'data-url'];

/** An address that may stand in a post: absolute, or a path of this blog. */
function addressOf(raw, { base, origin }, isImage) {
  const text = (raw ?? '').replace(/[\u0000-\u0020]+/g, (blank) => (blank.includes(' ') && !/[\t\n\r]/.test(blank) ? ' ' : '')).trim();
  if (!text || text === '#') return null;
  let url;
  try {
    url = new URL(text, base || undefined);
  } catch {
    return null;   // a path of some other page
  }
  if (!(isImage ? /^https?:$/ : /^(?:https?|mailto|tel):$/).test(url.protocol)) return null;
  if (url.origin === origin) return url.pathname + url.search + url.hash;
  return /^[a-z]+:/i.test(text) ? text : url.href;
}

function readAddresses(body, options) {
  const base = body.ownerDocument.querySelector('base[href]')?.getAttribute('href');
  const from = { ...options, base: /^https?:/i.test(base ?? '') ? base : null };
  for (const link of all(body, 'a')) {
    const href = addressOf(link.getAttribute('href'), from, false);
    if (href) link.setAttribute('href', href);
    else unwrap(link);
  }
  for (const image of all(body, 'img')) {
    const src = image.getAttribute('src') ?? '';
    const lazy = addressAttributes.map((name) => image.getAttribute(name)).find((value) => /^(?:https?:)?\/\//i.test(value ?? ''));
    if (lazy && (!src || /^data:|placeholder|blank\.gif|spacer/i.test(src))) image.setAttribute('src', lazy);
    readImage(image, from);
  }
  for (const player of all(body, 'video, audio, iframe')) {
    const src = addressOf(player.getAttribute('src') ?? player.querySelector('source')?.getAttribute('src'), from, true);
    if (src) player.replaceWith(make(body.ownerDocument, 'a', { href: src }, src));
    else player.remove();
  }
}

function readImage(image, from) {
  const alt = image.getAttribute('alt') ?? '';
  const src = image.getAttribute('src') ?? '';
  if (/^\p{Extended_Pictographic}[\p{Extended_Pictographic}\u200d\ufe0f\u{1f3fb}-\u{1f3ff}]*$/u.test(alt) || (/emoji/i.test(image.className) && alt)) return void image.replaceWith(alt);
  if (/^data:image\/(?!svg)/i.test(src) || /^(?:file|blob|cid|webkit-fake-url|content):/i.test(src) || /^[a-z]:\\/i.test(src)) return void image.setAttribute('data-own', '');
  const address = /^data:/i.test(src) ? null : addressOf(src.startsWith('//') ? 'https:' + src : src, from, true);
  if (address) image.setAttribute('src', address);
  else image.remove();
}

const isBold = (weight) => weight === 'bold' || weight === 'bolder' || Number(weight) >= 600;

/** What only a style says: bold, italic, struck, code. Google Docs says `<b style="font-weight:normal">` around everything. */
function readStyles(body) {
  for (const element of all(body, 'b, strong, em, i, code, kbd, samp, tt')) {
    const style = styleOf(element);
    const isStrong = /^(?:B|STRONG)$/.test(element.nodeName);
    if (isStrong && /^(?:normal|lighter|[1-4]00)$/.test(style['font-weight'] ?? '')) unwrap(element);
    else if (/^(?:EM|I)$/.test(element.nodeName) && style['font-style'] === 'normal') unwrap(element);
    else if (/^(?:TT|SAMP)$/.test(element.nodeName)) rename(element, 'code');
  }
  for (const element of all(body, 'span, font, a, p, u, small, big, label, div, li')) {
    if (element.closest('pre, code, x-formula') || !element.textContent.trim()) continue;
    const style = styleOf(element);
    if (element.nodeName === 'FONT' && /courier|consolas|mono/i.test(element.getAttribute('face') ?? '')) style['font-family'] = 'monospace';
    const isInline = !isBlock(element);
    const isSmall = isInline || (!holdsBlock(element) && element.nodeName === 'P');
    if (isInline && isMonospaced(style) && !holdsBlock(element) && !element.querySelector('code, img, x-formula, br')) wrapContent(element, 'code');
    if (!isSmall) continue;
    if (isBold(style['font-weight']) && !element.closest('strong, b, h1, h2, h3, h4, h5, h6, th')) wrapContent(element, 'strong');
    if (/^(?:italic|oblique)/.test(style['font-style'] ?? '') && !element.closest('em, i')) wrapContent(element, 'em');
    if (/line-through/.test((style['text-decoration'] ?? '') + (style['text-decoration-line'] ?? '')) && !element.closest('del, s, strike')) wrapContent(element, 'del');
    if (isInline && /^(?:super|sub)$/.test(style['vertical-align'] ?? '') && !element.closest('sup, sub')) wrapContent(element, style['vertical-align'] === 'super' ? 'sup' : 'sub');
  }
  for (const element of all(body, '[data-style*="white-space"]')) {
    if (!/^(?:pre|break)/.test(styleOf(element)['white-space']) || element.closest('pre, code')) continue;
    for (const text of [...element.childNodes].filter((node) => isText(node) && /\n./.test(node.data.trim() ? node.data : ''))) {
      text.replaceWith(...text.data.trim().split('\n').flatMap((line, i) => (i ? [make(body.ownerDocument, 'br'), line] : [line])));
    }
  }
  for (const [from, to] of [['b', 'strong'], ['i', 'em'], ['s, strike', 'del']]) for (const element of all(body, from)) rename(element, to);
}

const roles = { MsoTitle: 'h1', MsoSubtitle: 'p' };

function readBlocks(body) {
  const { ownerDocument } = body;
  for (const element of all(body, '[role="heading"]')) {
    if (!isHeading(element)) rename(element, `h${Math.min(6, Number(element.getAttribute('aria-level')) || 2)}`);
  }
  for (const [name, to] of Object.entries(roles)) for (const element of all(body, `p.${name}`)) rename(element, to);
  for (const element of all(body, 'details')) rename(element, 'div');
  for (const element of all(body, 'summary')) wrapContent(rename(element, 'p'), 'strong');
  for (const element of all(body, 'figcaption')) caption(element);
  for (const alert of all(body, '.markdown-alert')) {
    const kind = /markdown-alert-(note|tip|important|warning|caution)/.exec(alert.className)?.[1];
    if (!kind) continue;
    alert.querySelector('.markdown-alert-title')?.remove();
    rename(alert, 'blockquote').setAttribute('data-alert', kind.toUpperCase());
  }
  for (const element of all(body, '[class*="callout-block"], .notion-callout, .ne-alert')) if (!element.closest('blockquote')) rename(element, 'blockquote');
  for (const heading of all(body, 'h1, h2, h3, h4, h5, h6')) {
    for (const part of all(heading, 'strong, p, div, h1, h2, h3, h4, h5, h6')) unwrap(part);
    for (const part of all(heading, 'br')) part.replaceWith(' ');
    for (const link of all(heading, 'a')) if (/^[#¶§🔗​\s]*$/u.test(link.textContent) && !link.querySelector('img')) link.remove();
  }
  for (const link of all(body, 'a')) if (!link.textContent.trim() && !link.querySelector('img, x-formula')) unwrap(link);
  joinCodeLines(ownerDocument, body);
}

/** The caption of a lone image is its title: that is how a post writes one. */
function caption(element) {
  const figure = element.closest('figure');
  const images = figure ? all(figure, 'img') : [];
  const text = element.textContent.replace(/\s+/g, ' ').trim();
  if (images.length === 1 && text) {
    images[0].setAttribute('title', text);
    element.remove();
  } else if (!text) element.remove();
  else if (figure?.querySelector('pre, table')) rename(element, 'p');
}

/** Google Docs and Word have no block of code: lines in a monospaced face are one. */
function joinCodeLines(document, body) {
  const lineOf = (block) => {
    if (block?.nodeName !== 'P' || block.closest('li, td, th')) return null;
    let only = block;
    while (only && only.nodeName !== 'CODE') {
      const parts = [...only.childNodes].filter((node) => !isBlank(node));
      if (parts.length > 1 && parts.every((part) => isElement(part) && (part.nodeName === 'CODE' || (part.textContent && part.textContent === part.querySelector('code')?.textContent)))) return block.textContent;
      only = parts.length === 1 && isElement(parts[0]) ? parts[0] : null;
    }
    return only && !only.querySelector('img') ? only.textContent : null;
  };
  for (const first of all(body, 'p')) {
    if (!body.contains(first) || lineOf(first) === null) continue;
    const run = [first];
    for (let next = neighbour(first, 'nextSibling'); lineOf(next) !== null; next = neighbour(next, 'nextSibling')) run.push(next);
    if (run.length < 2) continue;
    const text = run.map((line) => lineOf(line).replace(/\u00a0/g, ' ').trimEnd()).join('\n');
    first.before(make(document, 'pre', {}, make(document, 'code', {}, text)));
    for (const line of run) line.remove();
  }
}

const holders = new Set('BODY DIV BLOCKQUOTE SECTION ARTICLE MAIN ASIDE FIGURE HEADER FOOTER NAV CENTER FORM FIELDSET ADDRESS LI DD'.split(' '));
const formats = new Set('STRONG EM DEL MARK INS CODE A SUP SUB KBD'.split(' '));

/** Blocks out of what stands within lines: `<strong><p>a</p><p>b</p></strong>`. */
function raiseBlocks(root) {
  for (const child of [...root.children]) {
    if (child.nodeName === 'PRE') continue;
    raiseBlocks(child);
    if (isBlock(child) || !holdsBlock(child)) continue;
    if (formats.has(child.nodeName)) {
      let done = false;
      for (const part of [...child.childNodes].filter((node) => !isBlank(node))) {
        if (done && child.nodeName === 'A') break;   // a card that is a link as a whole: its first line keeps it
        pushDown(child, part);
        done = true;
      }
    }
    unwrap(child);
  }
}

function pushDown(format, part) {
  if (isElement(part) && isBlock(part) && holdsBlock(part)) return void [...part.childNodes].filter((node) => !isBlank(node)).forEach((inner) => pushDown(format, inner));
  if (isElement(part) && /^(?:PRE|TABLE|HR|IMG)$/.test(part.nodeName)) return;
  if (isHeading(part) && format.nodeName === 'STRONG') return;
  const copy = format.cloneNode(false);
  if (isElement(part) && isBlock(part)) {
    copy.append(...part.childNodes);
    part.append(copy);
  } else {
    part.replaceWith(copy);
    copy.append(part);
  }
}

const isBreak = (node) => node?.nodeName === 'BR';

/** Two line breaks in a row are a new paragraph; one at an edge is nothing. */
function splitParagraphs(body) {
  for (const holder of [body, ...all(body, [...holders].join())]) {
    let run = [];
    const close = () => {
      if (run.some((node) => isBreak(node) || (isElement(node) && node.querySelector('br'))) && run.some((node) => !isBlank(node) && !isBreak(node)) && (holder.nodeName !== 'LI' || hasPair(run))) {
        const paragraph = make(body.ownerDocument, 'p');
        run[0].before(paragraph);
        paragraph.append(...run);
      }
      run = [];
    };
    for (const node of [...holder.childNodes]) {
      if (isBlock(node)) close();
      else run.push(node);
    }
    close();
  }
  for (const paragraph of all(body, 'p')) splitOne(paragraph);
  for (const block of all(body, 'p, li, td, th, div, dd, blockquote')) for (const side of ['first', 'last']) trimBreaks(block, side);
  for (const line of all(body, 'br')) {
    const next = neighbour(line, 'nextSibling');
    if (isBlock(next) || isBlock(neighbour(line, 'previousSibling'))) line.remove();
  }
}

function trimBreaks(block, side) {
  for (let node = block[side + 'Child']; node;) {
    const next = side === 'first' ? node.nextSibling : node.previousSibling;
    if (isBreak(node)) node.remove();
    else if (isElement(node) && !isBlock(node) && node.firstChild && node.nodeName !== 'CODE') {
      trimBreaks(node, side);
      if (node.hasChildNodes()) return;
      node.remove();
    } else if (!isBlank(node)) return;
    node = next;
  }
}

const hasPair = (run) => run.some((node) => isBreak(node) && isBreak(neighbour(node, 'nextSibling')))
  || run.some((node) => isElement(node) && all(node, 'br').some((line) => isBreak(neighbour(line, 'nextSibling'))));

function splitOne(paragraph) {
  for (let rest = paragraph; rest;) {
    const pair = all(rest, 'br').find((line) => isBreak(neighbour(line, 'nextSibling')));
    if (!pair) return;
    const range = rest.ownerDocument.createRange();
    range.setStartAfter(pair);
    range.setEndAfter(rest.lastChild);
    const next = make(rest.ownerDocument, 'p');
    next.append(range.extractContents());
    pair.remove();
    rest.after(next);
    rest = next;
  }
}

/** Neighbours of one kind are one, and one within another is nothing new. */
function joinFormats(body) {
  for (const element of all(body, 'strong, em, del, code')) {
    if (!body.contains(element) || element.closest('pre')) continue;
    if (element.parentElement.closest(element.nodeName)) unwrap(element);
    else if (element.nodeName === 'CODE') for (const inner of all(element, 'strong, em, del, a, span')) unwrap(inner);
  }
  flatten(body);
  for (const element of all(body, 'strong, em, del, code')) {
    while (element.nextSibling?.nodeName === element.nodeName && !element.closest('pre')) {
      element.append(...element.nextSibling.childNodes);
      element.nextSibling.remove();
    }
  }
}

/** Elements without a meaning keep neighbours apart. */
function flatten(body) {
  for (const element of all(body, 'span, font, label, u, small, big, abbr, time, cite, dfn, bdi, bdo, wbr, picture, g-emoji, nobr')) unwrap(element);
  for (const element of all(body, '*')) if (/[-:]/.test(element.nodeName) && !/^X-/.test(element.nodeName)) unwrap(element);
  body.normalize();
}

export function clean(body, options) {
  readFormulas(body);
  for (const box of all(body, 'li input[type="checkbox"]')) if (!box.closest('[hidden]')) rename(box, 'x-box').setAttribute('role', 'checkbox');
  drop(body);
  readCode(body);
  readAddresses(body, options);
  readLists(body);
  readStyles(body);
  readBlocks(body);
  raiseBlocks(body);
  splitParagraphs(body);
  joinFormats(body);
}
