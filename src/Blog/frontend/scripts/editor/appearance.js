// The editor in the stylesheet's tokens: they change with the theme by themselves. CodeMirror's own rules stand outside the
// stylesheet's layers and would win over them, so these stand here.
import { EditorView } from '@codemirror/view';
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { tags } from '@lezer/highlight';
import { formulaTag } from './formulas.js';

const quiet = 'var(--quiet)';

const colours = HighlightStyle.define([
  { tag: tags.heading, fontWeight: '600' },
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, class: 'cm-em' },
  { tag: tags.strikethrough, textDecoration: 'line-through' },
  { tag: tags.link, color: 'var(--green)' },
  { tag: [tags.url, tags.labelName, tags.string], color: quiet },
  { tag: tags.monospace, color: 'var(--cool)' },
  { tag: formulaTag, color: 'var(--warm)' },
  { tag: [tags.quote, tags.comment, tags.processingInstruction, tags.contentSeparator, tags.character, tags.escape], color: quiet },
]);

const field = { color: 'inherit', background: 'var(--paper)', border: '1px solid var(--edge)', borderRadius: '3px' };

const frame = EditorView.theme({
  '&': { flex: '1', minBlockSize: '0', color: 'var(--ink)', backgroundColor: 'transparent', fontSize: '.9375rem' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller, .cm-content': { fontFamily: 'var(--mono), var(--han)', lineHeight: '1.75' },
  '.cm-scroller': { overflowX: 'hidden' },
  '.cm-content': { padding: 'var(--u) 0 calc(3 * var(--u))', caretColor: 'var(--ink)', minBlockSize: '60dvh', tabSize: '4', textAutospace: 'no-autospace', textSpacingTrim: 'space-all' },
  '.cm-line': { padding: '0 var(--pad)' },
  '.cm-placeholder': { color: quiet },
  '.cm-content:not(:lang(zh)) .cm-em': { fontStyle: 'italic' },
  '.cm-content:lang(zh) .cm-em': { textEmphasis: 'filled dot var(--leaf)', textEmphasisPosition: 'under right' },
  '&.cm-focused .cm-matchingBracket': { backgroundColor: 'transparent', outline: '1px solid var(--leaf)' },
  '&.cm-focused .cm-nonmatchingBracket': { backgroundColor: 'transparent', color: 'var(--counter)' },
  '.cm-searchMatch': { backgroundColor: 'var(--mark)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--mark)', outline: '2px solid var(--leaf)' },
  '.cm-asked': { backgroundColor: 'var(--mark)' },
  '.cm-panels': { color: 'inherit', backgroundColor: 'var(--paper)', zIndex: '1' },
  '.cm-panels-top': { borderBlockEnd: '1px solid var(--line)' },
  '.cm-panels-bottom': { borderBlockStart: '1px solid var(--line)' },
  '.cm-panel': { padding: '.5rem var(--pad)', fontSize: 'var(--small)' },
  '.cm-panel.cm-search': { display: 'flex', flexWrap: 'wrap', gap: '.2rem .5rem', alignItems: 'center', padding: '.5rem 3rem .5rem var(--pad)' },
  // Three rows in the order of the keyboard: the pseudo-elements break the lines.
  '.cm-panel.cm-search::before, .cm-panel.cm-search::after': { content: '""', flexBasis: '100%', order: '1' },
  '.cm-panel.cm-search::after': { order: '3' },
  '.cm-panel.cm-search br': { display: 'none' },
  '.cm-panel.cm-search :is([name=replace], [name=replaceAll])': { order: '4' },
  '.cm-panel.cm-search :is(input, button, label)': { margin: '0' },
  '.cm-panel.cm-search label': { order: '2', display: 'flex', gap: '.4em', alignItems: 'center', fontSize: 'inherit', minBlockSize: '24px' },
  '.cm-panel.cm-search input[type=checkbox]': { inlineSize: '1.25rem', blockSize: '1.25rem', minBlockSize: '0', padding: '0' },
  '.cm-panel.cm-search .cm-textfield': { ...field, flex: '1 1 9rem', minInlineSize: '0', fontSize: 'inherit', padding: '.25rem .5em' },
  '.cm-panel.cm-search .cm-button': { ...field, backgroundImage: 'none', color: 'var(--green)', fontSize: 'inherit', minBlockSize: '1.9rem', padding: '0 .75em' },
  '.cm-panel.cm-search .cm-button:hover, .cm-panel.cm-search .cm-button:active': { backgroundImage: 'none', backgroundColor: 'var(--wash)', borderColor: 'var(--leaf)' },
  '.cm-panel.cm-search [name=close]': { insetBlockStart: '.5rem', insetInlineEnd: '.75rem', inlineSize: '1.9rem', border: '0', padding: '0', fontSize: '1.125rem', color: 'var(--ink)' },
  // Beside the field, and always as wide: nothing jumps while one types.
  '.cm-panel.cm-search .count': { flex: '0 0 auto', minInlineSize: '7em', color: quiet, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '.cm-panel.cm-search .count.error': { color: 'var(--counter)' },
  '.cm-tooltip': { ...field, zIndex: '4' },
  '.cm-panel.cm-gotoLine': { display: 'flex', gap: '.5rem', alignItems: 'center' },
});

export const look = [frame, syntaxHighlighting(colours)];
