// A pasted string as a document that belongs to no page: nothing in it is loaded, run or shown.
import { trusted } from '../trusted-html.js';

const tags = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const attributes = /([^\s"'<>/=]+)(\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>"']+))?/g;

/**
 * The page's policy lets neither styles nor handlers in, and reports each one that is parsed, even where none could apply. Styles are
 * read under another name (`data-style`).
 */
export const quiet = (html) => html
  .replace(/<style\b[^]*?<\/style\s*>/gi, '')
  .replace(tags, (tag) => tag.replace(attributes, (whole, name, value = '') => (value && /^(?:style|on[a-z]+)$/i.test(name) ? `data-${name}${value}` : whole)));

export const parse = (html) => new DOMParser().parseFromString(trusted(quiet(html)), 'text/html');
