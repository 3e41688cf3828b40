// Where the caret stands, as Markdown sees it.
import { syntaxTree } from '@codemirror/language';

const literal = new Set(['FencedCode', 'CodeBlock', 'InlineCode', 'Formula', 'FormulaBlock', 'HTMLBlock', 'CommentBlock', 'HTMLTag', 'Comment', 'URL', 'LinkTitle']);

/** The innermost node around the selection whose name is wanted. */
export function nodeAround(state, names, { from, to } = state.selection.main) {
  for (let node = syntaxTree(state).resolveInner(from, from === to ? -1 : 1); node; node = node.parent) {
    if (names.has(node.name) && node.from <= from && node.to >= to) return node;
  }
  for (let node = syntaxTree(state).resolveInner(from, 1); node; node = node.parent) {
    if (names.has(node.name) && node.from <= from && node.to >= to) return node;
  }
  return null;
}

/** Whether what is typed there is taken as it stands: code, formulas, HTML, front matter. */
export function takesPlainText(state) {
  const { from, to } = state.selection.main;
  const node = nodeAround(state, literal);
  const isBlock = node && /^(?:FencedCode|CodeBlock|FormulaBlock|HTMLBlock|CommentBlock)$/.test(node.name);
  // At the edge of a word of code one writes beside it; at the end of a block without a closing fence one writes in it.
  const begins = node?.name === 'CodeBlock' ? from >= node.from : from > node?.from;
  if (node && (isBlock ? begins && (from < node.to || !isClosed(state, node)) : from > node.from && to < node.to)) return true;
  return inFrontMatter(state, from);
}

function isClosed(state, node) {
  if (node.name === 'CodeBlock') return false;
  const first = state.doc.lineAt(node.from);
  const last = state.doc.lineAt(node.to);
  return last.number > first.number && /^[\s>]*(?:`{3,}|~{3,}|.*\$\$|.*>)\s*$/.test(last.text);
}

export function inFrontMatter({ doc }, pos) {
  const fence = /^(---|\+\+\+|;;;)\s*$/.exec(doc.line(1).text)?.[1];
  if (!fence || pos <= doc.line(1).to) return false;
  for (let n = 2; n <= doc.lines; n++) if (doc.line(n).text.trim() === fence) return pos < doc.line(n).from;
  return false;
}
