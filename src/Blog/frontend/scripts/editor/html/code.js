// Blocks of code: one `<pre><code data-language>` with nothing but text in it, however the source drew it.
import { all, isBlock, isElement, isMonospaced, isText, make, styleOf } from './nodes.js';

const given = ['data-lark-language', 'data-language', 'data-lang', 'data-code-language', 'data-enlighter-language', 'data-syntax', 'lang-name'];
const inClass = /(?:^|\s)(?:language|lang|highlight-source|highlight-text|code-lang)-([\w#+.-]+)|(?:^|\s)(?:brush:\s*|sourceCode\s+)([\w#+.-]+)/i;
const classLanguage = (name) => inClass.exec(name)?.slice(1).find(Boolean);
const notNames = /^(?:hljs|highlight|highlighter-rouge|code|codehilite|chroma|prettyprint|linenums|syntax|source|plain|auto|none|no-?highlight|text|txt|plaintext|plain-text|sourcecode|overflow.*|ne-codeblock)$/i;
const renamed = { 'c++': 'cpp', 'c#': 'csharp', cs: 'csharp', 'f#': 'fsharp', 'objective-c': 'objectivec', 'shell-session': 'console', 'visual-basic': 'vbnet', golang: 'go' };

function languageName(name) {
  const plain = (name ?? '').trim().toLowerCase().replace(/\s+/g, '-');
  return !plain || notNames.test(plain) ? '' : renamed[plain] ?? plain;
}

/** The language that the block, what it holds or what it stands in names. */
function languageOf(pre) {
  const inner = pre.querySelector('code');
  const around = [];
  for (let node = pre.parentElement; node && around.length < 3 && node.nodeName !== 'BODY'; node = node.parentElement) {
    if (all(node, 'pre').length > 2) break;
    around.push(node);
  }
  for (const element of [inner, pre, ...around].filter(Boolean)) {
    const named = given.map((name) => element.getAttribute(name)).find(Boolean) ?? classLanguage(element.className);
    const own = /(?:^|\s)(?:hljs|highlight|codehilite|prettyprint|sourceCode)(?:\s|$)/.test(element.className)
      ? element.className.split(/\s+/).find((word) => /^[a-z][\w#+-]*$/i.test(word) && !notNames.test(word) && !/^(?:lang|language|line|wp-|ne-)/.test(word))
      : null;
    const language = languageName(named) || languageName(own);
    if (language) return language;
    if (named) return '';
  }
  return '';
}

/** The text with its lines: `<br>` and blocks end one. */
function linesOf(root) {
  let text = '';
  const walk = (node) => {
    if (isText(node)) text += node.data;
    else if (node.nodeName === 'BR') text += '\n';
    else if (isElement(node)) {
      const isLine = node !== root && (isBlock(node) || /display:\s*block/.test(node.getAttribute('data-style') ?? ''));
      if (isLine && text && !text.endsWith('\n')) text += '\n';
      const before = text.length;
      node.childNodes.forEach(walk);
      if (isLine && (!text.endsWith('\n') || text.length === before)) text += '\n';
    }
  };
  walk(root);
  return text.replace(/\r\n?/g, '\n').replace(/\u00a0/g, ' ').replace(/[\u200b\ufeff]/g, '');
}

const isPreformatted = (style) => /^(?:pre|pre-wrap|break-spaces)\b/.test(style['white-space'] ?? '');

/** An editor's block: coloured lines in a monospaced face, as VS Code and the JetBrains editors put them beside the text. */
function looksLikeCode(element) {
  if (element.nodeName === 'PRE') return true;
  const style = styleOf(element);
  return isPreformatted(style) && isMonospaced(style);
}

/** Whether a pasted document is only an editor's view of some code, which names no language. */
export function isOnlyCode(body) {
  let roots = [body];
  do roots = [...roots[0].childNodes].filter((node) => (isText(node) ? node.data.trim() : isElement(node) && !/^(?:BR|META|STYLE)$/.test(node.nodeName)));
  while (roots.length === 1 && isElement(roots[0]) && !looksLikeCode(roots[0]) && roots[0].nodeName !== 'CODE');
  if (roots.length === 0 || !roots.every((node) => isElement(node) && looksLikeCode(node))) return false;
  return roots.every((node) => !node.querySelector('code') && !languageOf(node));
}

export function readCode(body) {
  const { ownerDocument } = body;
  // Hexo and Rouge put the numbers of the lines into a table beside the code.
  for (const table of all(body, 'table')) {
    const code = table.querySelector('td.code pre, td.rouge-code pre, td.code, td.blob-code');
    const isBlob = table.querySelector('td.blob-code');
    if (!code || (!isBlob && !table.querySelector('td.gutter, td.rouge-gutter, td.linenos'))) continue;
    const text = isBlob ? all(table, 'td.blob-code').map((line) => line.textContent.replace(/\n$/, '')).join('\n') : linesOf(code);
    table.replaceWith(make(ownerDocument, 'pre', {}, text));
  }
  for (const number of all(body, 'pre .lineno, pre .line-number, pre .line-numbers, pre .line-numbers-rows, pre .hljs-ln-numbers, pre .linenos, pre .gutter, pre .ln')) number.remove();
  for (const block of all(body, 'div, p')) {
    if (body.contains(block) && looksLikeCode(block) && block.textContent.trim() && !block.closest('pre, code, td, th')) {
      block.replaceWith(make(ownerDocument, 'pre', {}, linesOf(block)));
    }
  }
  for (const pre of all(body, 'pre')) {
    if (!body.contains(pre) || pre.parentElement?.closest('pre')) continue;
    const codes = all(pre, 'code');
    const code = make(ownerDocument, 'code', { 'data-language': languageOf(pre) });
    // What stands in a block beside its one `<code>` is a caption or a button. Docusaurus and others give every line a `<code>`.
    code.textContent = linesOf(codes.length === 1 ? codes[0] : pre).replace(/^\n+|\s+$/g, '');
    const label = neighbourLabel(pre, code.getAttribute('data-language'));
    pre.replaceWith(make(ownerDocument, 'pre', {}, code));
    label?.remove();
  }
}

/** The name of the language above its block, as chats and documentation show it. */
function neighbourLabel(pre, language) {
  const before = pre.previousElementSibling;
  return language && before && before.textContent.trim().toLowerCase() === language && !/^(?:H[1-6]|P|LI)$/.test(before.nodeName) ? before : null;
}
