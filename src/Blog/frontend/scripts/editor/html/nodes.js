// Small questions to the nodes of a pasted document, and small changes to them.

/** What the document's own order of blocks and lines is made of. */
const blocks = new Set(('ADDRESS ARTICLE ASIDE BLOCKQUOTE BODY CAPTION CENTER DD DIV DL DT FIELDSET FIGCAPTION FIGURE FOOTER FORM H1 H2 H3 H4 H5 H6 '
  + 'HEADER HR LI MAIN NAV OL P PRE SECTION TABLE TBODY TD TFOOT TH THEAD TR UL').split(' '));

export const isElement = (node) => node?.nodeType === 1;
export const isText = (node) => node?.nodeType === 3;
export const isBlock = (node) => isElement(node) && blocks.has(node.nodeName);
export const isHeading = (node) => /^H[1-6]$/.test(node?.nodeName);
export const isList = (node) => node?.nodeName === 'UL' || node?.nodeName === 'OL';
export const isBlank = (node) => isText(node) && !node.data.trim();
export const holdsBlock = (element) => [...element.children].some((child) => isBlock(child) || holdsBlock(child));
export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** The declarations of a style attribute, as parsing.js left it. */
export function styleOf(element) {
  const style = {};
  for (const part of (element.getAttribute?.('data-style') ?? '').split(';')) {
    const colon = part.indexOf(':');
    if (colon > 0) style[part.slice(0, colon).trim().toLowerCase()] = part.slice(colon + 1).trim().toLowerCase();
  }
  return style;
}

const monospaced = /^["']?(?:consolas|menlo|monaco|courier|"?(?:sf|roboto|jetbrains|ibm plex|source|ubuntu|dejavu sans|liberation|noto sans|cascadia)[\w ]*\b(?:mono|code)\b|fira code|fira mono|ui-monospace|sfmono|monospace|lucida console|andale mono|cascadia|droid sans mono|monaspace)/;

export const isMonospaced = (style) => monospaced.test(style['font-family'] ?? '');

export function unwrap(element) {
  element.replaceWith(...element.childNodes);
}

/** Puts `wrapper` around all that an element holds. */
export function wrapContent(element, name, attributes = {}) {
  const wrapper = element.ownerDocument.createElement(name);
  for (const [key, value] of Object.entries(attributes)) wrapper.setAttribute(key, value);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
  return wrapper;
}

export function rename(element, name) {
  const made = element.ownerDocument.createElement(name);
  for (const { name: key, value } of element.attributes) {
    try {
      made.setAttribute(key, value);
    } catch {
      // Parsers accept names that setAttribute refuses; none of those matters.
    }
  }
  made.append(...element.childNodes);
  element.replaceWith(made);
  return made;
}

export const make = (document, name, attributes = {}, ...children) => {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

/** The nearest sibling that is more than white space. */
export function neighbour(node, side) {
  let next = node[side];
  while (isBlank(next) || next?.nodeType === 8) next = next[side];
  return next;
}
