// Pasted HTML as Markdown: a cleaned document, written by Turndown with the rules of this blog's renderer.
import TurndownService from 'turndown/lib/turndown.browser.es.js';
import { gfm } from '@joplin/turndown-plugin-gfm';
import { clean } from './cleaning.js';
import { writeText } from './flow.js';
import { readTables } from './tables.js';

/** Stands in the Markdown where a picture goes that came along; private use, so no text holds it. */
const mark = (index) => `\ue000${index}\ue001`;
const marks = /\ue000(\d+)\ue001/g;

const service = new TurndownService({
  headingStyle: 'atx', hr: '---', bulletListMarker: '-', codeBlockStyle: 'fenced', emDelimiter: '*', strongDelimiter: '**', br: '\\',
  blankReplacement: (_, node) => (node.isBlock ? '\n\n' : node.nodeName === 'X-TASK' ? '' : ''),
});
service.use(gfm);
service.escape = (text) => text;   // done where the whole line is known

const rule = (name, filter, replacement) => service.addRule(name, { filter, replacement });
const delimited = (delimiter, name) => (content, node) => {
  if (!content.trim()) return '';
  return node.hasAttribute('data-html') ? `<${name}>${content}</${name}>` : delimiter + content + delimiter;
};
const inTable = (node) => Boolean(node.closest('td, th'));
const indent = (text, width) => text.replace(/\n(?=[^\n])/g, '\n' + ' '.repeat(width));

/** A destination without the signs that end one. */
const destination = (address) => {
  const isPaired = /^[^()]*(?:\([^()]*\)[^()]*)*$/.test(address);
  return address.replace(isPaired ? /[\s<>\\]/g : /[\s<>()\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
};
const attribute = (text) => (text ?? '').replace(/[\s\u00a0]+/g, ' ').trim();
const titlePart = (node) => {
  const title = attribute(node.getAttribute('title'));
  return title ? ` "${title.replace(/[\\"]/g, '\\$&')}"` : '';
};

rule('strong', 'strong', delimited('**', 'strong'));
rule('em', 'em', delimited('*', 'em'));
rule('strikethrough', 'del', delimited('~~', 'del'));
rule('mark', 'mark', delimited('==', 'mark'));
rule('tags', ['ins', 'kbd', 'sub', 'sup'], (content, node) => (content.trim() ? `<${node.localName}>${content}</${node.localName}>` : ''));
rule('lineBreak', 'br', (_, node) => (inTable(node) ? '<br>' : '\\\n'));
rule('code', (node) => node.nodeName === 'CODE' && node.parentNode.nodeName !== 'PRE', (content, node) => {
  const text = content.replace(/[\s\u00a0]+/g, ' ').replace(/[\u200b\ufeff]/g, '');
  if (!text.trim()) return text;
  let fence = '`';
  while ((text.match(/`+/g) ?? []).includes(fence)) fence += '`';
  const pad = /^`|`$|^ .* $/.test(text) ? ' ' : '';
  const code = fence + pad + text + pad + fence;
  return inTable(node) ? code.replace(/\|/g, '\\|') : code;
});
rule('fencedCodeBlock', (node) => node.nodeName === 'PRE' && node.firstChild?.nodeName === 'CODE', (_, node) => {
  const text = node.textContent;
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/^\s*(`{3,})/gm)].map((found) => found[1].length + 1)));
  return `\n\n${fence}${node.firstChild.getAttribute('data-language') ?? ''}\n${text}\n${fence}\n\n`;
});
rule('formula', 'x-formula', (_, node) => {
  const tex = node.getAttribute('data-tex');
  if (node.hasAttribute('data-block') && !node.closest('td, th, h1, h2, h3, h4, h5, h6, a')) return `\n\n$$\n${tex}\n$$\n\n`;
  const line = tex.replace(/\s*\n\s*/g, ' ');
  return inTable(node) ? `$${line.replace(/\|/g, '\\|')}$` : `$${line}$`;
});
rule('task', 'x-task', (_, node) => (node.hasAttribute('data-done') ? '[x] ' : '[ ] '));
rule('inlineLink', (node) => node.nodeName === 'A' && node.getAttribute('href'), (content, node) => {
  const href = node.getAttribute('href');
  const text = content.replace(/\\?\n\s*/g, ' ').trim();
  if (!text) return '';
  if (/^https?:/i.test(href) && [href, href.replace(/\/$/, ''), decoded(href)].includes(node.textContent.replace(/\\/g, '').trim())) return `<${destination(href)}>`;
  return `[${balanced(text)}](${destination(href)}${titlePart(node)})`;
});
rule('image', 'img', (_, node) => {
  const alt = attribute(node.getAttribute('alt')).replace(/[\\[\]]/g, '\\$&');
  if (node.hasAttribute('data-own')) return mark(node.getAttribute('data-own'));
  return `![${alt}](${destination(node.getAttribute('src'))}${titlePart(node)})`;
});
rule('list', ['ul', 'ol'], (content, node) => (node.parentNode.nodeName === 'LI' && isTight(node.parentNode) ? `\n${content}\n` : `\n\n${content}\n\n`));
rule('listItem', 'li', (content, node) => {
  const list = node.parentNode;
  const at = [...list.children].indexOf(node);
  const prefix = list.nodeName === 'OL' ? `${(Number(list.getAttribute('start')) || 1) + at}. ` : '- ';
  const isLoose = [...list.children].some((item) => !isTight(item));
  return prefix + indent(content.replace(/^\n+|\n+$/g, ''), prefix.length) + (at < list.children.length - 1 ? (isLoose ? '\n\n' : '\n') : '');
});
rule('blockquote', 'blockquote', (content, node) => {
  const alert = node.getAttribute('data-alert');
  const text = (alert ? `[!${alert}]\n` : '') + content.replace(/^\n+|\n+$/g, '');
  return `\n\n${text.replace(/^/gm, '> ').replace(/^> $/gm, '>')}\n\n`;
});
rule('term', 'dt', (content) => `\n\n${content.trim()}\n`);
rule('definition', 'dd', (content) => `\n:   ${indent(content.replace(/^\n+|\n+$/g, ''), 4)}\n`);
rule('tableCell', ['th', 'td'], (content, node) => {
  const text = content.trim().replace(/\\?\n+/g, '<br>').replace(/(?:<br>)+$/, '');
  return `${node.previousElementSibling ? '' : '|'} ${text || ' '} |`.replace(/ {3}\|$/, '  |');
});

const isTight = (item) => ![...item.children].some((child) => /^(?:P|DIV|PRE|BLOCKQUOTE|TABLE|H[1-6]|HR|DL|FIGURE)$/.test(child.nodeName) || child.hasAttribute('data-block'));

const decoded = (address) => {
  try {
    return decodeURI(address);
  } catch {
    return address;
  }
};

/** The text of a link with brackets that pair up, or none that count. */
function balanced(text) {
  let depth = 0;
  for (const [, sign] of text.replace(/\\./g, '').matchAll(/([[\]])/g)) {
    depth += sign === '[' ? 1 : -1;
    if (depth < 0) break;
  }
  return depth === 0 ? text : text.replace(/(?<!\\)[[\]]/g, '\\$&');
}

/** One blank line between blocks, none at the ends, no blank at the end of a line; code stays as it is. */
function normalise(markdown) {
  const out = [];
  let fence = null;
  for (const line of markdown.split('\n')) {
    const [, opening] = /^[\s>]*(?:(?:[-*+]|\d+[.)])\s+)*(`{3,})/.exec(line) ?? [];
    if (fence) {
      out.push(line);
      if (opening?.length >= fence && /`\s*$/.test(line)) fence = null;
      continue;
    }
    if (opening) fence = opening.length;
    const text = line.replace(/\s+$/, '');
    if (text === '' && (out.length === 0 || out.at(-1) === '')) continue;
    out.push(text);
  }
  while (out.at(-1) === '') out.pop();
  return out.join('\n').replace(/\\\n(?=\n|$)/g, '\n').replace(/\\$/, '');
}

/**
 * Markdown of a pasted document, which is changed on the way.
 * @param origin the blog's own, whose addresses become paths
 * @param files how many pictures came as files beside the document: those it names without their data, in order
 * @returns the text; the pictures that came along with their places in it; addresses of those it shows from elsewhere; how many are lost
 */
export function toMarkdown(document, { origin, files = Infinity }) {
  const { body } = document;
  clean(body, { origin });
  readTables(body);
  let rest = files;
  let lost = 0;
  for (const image of [...body.querySelectorAll('img[data-own]')]) {
    if (/^data:/i.test(image.getAttribute('src')) || rest-- > 0) continue;
    image.remove();
    lost++;
  }
  const own = [...body.querySelectorAll('img[data-own]')];
  own.forEach((image, i) => image.setAttribute('data-own', i));
  const remote = [...new Set([...body.querySelectorAll('img:not([data-own])')].map((image) => image.getAttribute('src')).filter((src) => /^https?:/i.test(src)))].map(destination);
  writeText(body);
  const marked = normalise(service.turndown(body));
  const pictures = [];
  let markdown = '';
  let last = 0;
  for (const found of marked.matchAll(marks)) {
    markdown += marked.slice(last, found.index);
    last = found.index + found[0].length;
    const isAlone = /(?:^|\n)$/.test(marked.slice(0, found.index)) && /^(?:\n|$)/.test(marked.slice(last));
    // A picture that is a paragraph follows the one before it: whoever puts it there makes the blank lines. Within a list or a quote
    // a blank after it says that it belongs to its line.
    if (isAlone) markdown = markdown.replace(/\n+$/, '');
    else if (/^(?:\n|$)/.test(marked.slice(last)) && /^(?:[ \t]|[-*+>]|\d+\.)/.test(marked.slice(marked.lastIndexOf('\n', found.index) + 1))) {
      pictures.push({ at: markdown.length, src: own[Number(found[1])].getAttribute('src'), alt: attribute(own[Number(found[1])].getAttribute('alt')) });
      markdown += ' ';
      continue;
    }
    const image = own[Number(found[1])];
    pictures.push({ at: markdown.length, src: image.getAttribute('src'), alt: attribute(image.getAttribute('alt')) });
  }
  markdown += marked.slice(last);
  return { markdown, pictures, remote, lost };
}
