// What can be completed in the text: where it is typed, and what a choice puts there.
import { syntaxTree } from '@codemirror/language';
import { takesPlainText } from '../context.js';

function lineAtCaret(state) {
  const { main } = state.selection;
  if (!main.empty || state.selection.ranges.length > 1) return null;
  const line = state.doc.lineAt(main.head);
  return { head: main.head, line, before: line.text.slice(0, main.head - line.from), after: line.text.slice(main.head - line.from) };
}

const named = ({ title, label }) => title || label;

/** `[[` and words, as wikis write it; `【【` is what an input method makes of the same keys. */
const wikiLink = {
  kind: 'Posts',
  first: true,
  find(state) {
    const place = lineAtCaret(state);
    const typed = place && /(?:\[\[|【【)([^[\]【】]{0,60})$/.exec(place.before);
    if (!typed || takesPlainText(state)) return null;
    const rest = /^(?:\]\]|】】)/.exec(place.after)?.[0].length ?? 0;
    return { from: place.head - typed[0].length, to: place.head + rest, text: typed[1] };
  },
  put: (item) => `[${named(item)}](${item.href})`,
};

// The beginnings of what is no post: https://, mailto:, #heading, ./file.
const elsewhere = /^(?:h(?:t(?:t(?:p.*)?)?)?|m(?:a(?:i(?:l(?:t(?:o.*)?)?)?)?)?|[#.].*)$/i;

/** The target of a link: `[words](` and words of the other post. Brackets without words take its title. */
const linkTarget = {
  kind: 'Posts',
  first: true,
  find(state) {
    const place = lineAtCaret(state);
    const typed = place && /(^|[^!])\[([^[\]]*)\]\(([^()<>]{1,80})$/.exec(place.before);
    if (!typed || elsewhere.test(typed[3]) || /\s["']/.test(typed[3])) return null;
    const isBare = typed[2] === '';
    return { from: place.head - typed[3].length - (isBare ? 3 : 0), to: place.head, text: typed[3], isBare };
  },
  put: (item, place) => (place.isBare ? `[${named(item)}](${item.href}` : item.href),
};

/** The words of a link whose target is still empty, as the link command leaves it. */
const linkWords = {
  kind: 'Posts',
  first: false,
  find(state) {
    const place = lineAtCaret(state);
    const typed = place && place.after.startsWith(']()') && /(?:^|[^!])(\[([^[\]]{1,60}))$/.exec(place.before);
    return typed ? { from: place.head - typed[1].length, to: place.head + 3, text: typed[2] } : null;
  },
  put: wikiLink.put,
};

/** The language of a code block, behind its opening fence. */
const codeLanguage = {
  kind: 'Languages',
  first: false,
  find(state) {
    const place = lineAtCaret(state);
    const typed = place && !place.after.trim() && /(?:^|[\s>])(?:`{3,}|~{3,})([\w#+.-]{0,20})$/.exec(place.before);
    if (!typed) return null;
    for (let node = syntaxTree(state).resolveInner(place.head, -1); node; node = node.parent) {
      if (node.name === 'FencedCode' && node.from < place.line.from) return null;   // in the block, or at its end
    }
    return { from: place.head - typed[1].length, to: place.head, text: typed[1] };
  },
  put: (item) => item.label,
};

/** A snippet by name at the beginning of a line; `、` is what an input method makes of the slash. */
export const snippet = {
  kind: 'Snippets',
  first: false,
  find(state) {
    const place = lineAtCaret(state);
    const typed = place && !place.after.trim() && /^\s{0,3}([/、]([^\s/、]{0,40}))$/.exec(place.before);
    if (!typed || takesPlainText(state)) return null;
    return { from: place.head - typed[1].length, to: place.head, text: typed[2] };
  },
  put: (item) => item.markdown,
};

export const sources = [wikiLink, linkTarget, linkWords, codeLanguage, snippet];
