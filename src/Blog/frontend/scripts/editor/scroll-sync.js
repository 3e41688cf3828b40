// Text and preview scroll in step. Blocks of the source are paired with blocks of the preview; between pairs it is interpolated.
// Whoever moves a pane drives; the other follows and never answers, so nothing swings.
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';

const kinds = {
  FencedCode: 'code', CodeBlock: 'code', Blockquote: 'quote', BulletList: 'list', OrderedList: 'list', Table: 'table',
  HorizontalRule: 'rule', FormulaBlock: 'formula', Paragraph: 'text',
};
const heading = /^(?:ATX|Setext)Heading(\d)$/;
const letters = (text) => text.replace(/[^\p{L}\p{N}]/gu, '').slice(0, 24);

function sourceBlocks(state) {
  const blocks = [];
  const tree = ensureSyntaxTree(state, state.doc.length, 100) ?? syntaxTree(state);
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const level = heading.exec(node.name)?.[1];
    const kind = level ? `h${level}` : kinds[node.name];
    if (kind) blocks.push({ pos: node.from, kind, text: letters(state.sliceDoc(node.from, Math.min(node.to, node.from + 120))) });
  }
  return blocks;
}

function kindOf(node) {
  const name = node.localName;
  if (/^h[1-6]$/.test(name)) return name;
  if (node.matches('.code, pre')) return 'code';
  if (node.matches('blockquote, .markdown-alert')) return 'quote';
  if (node.matches('ul, ol')) return 'list';
  if (node.matches('.scroll, table')) return 'table';
  if (node.matches('.formula, math')) return 'formula';
  return name === 'hr' ? 'rule' : 'text';
}

// A level may be moved by the renderer (# in a text is h2), so headings of any level may pair.
const isHeading = (kind) => kind[0] === 'h' && kind.length === 2;

function likeness(a, b) {
  if (isHeading(a.kind) !== isHeading(b.kind)) return 0;
  const same = a.text && b.text && (a.text === b.text || a.text.slice(0, 6) === b.text.slice(0, 6));
  if (isHeading(a.kind)) return same ? 12 : a.kind === b.kind ? 2 : 1;
  return a.kind === b.kind ? (same ? 6 : 2) : same ? 1 : 0;
}

/** The best pairing that crosses nowhere. Very long posts are paired by their headings alone: the table is quadratic. */
export function align(source, shown) {
  if (source.length * shown.length > 400000) {
    source = source.filter((block) => isHeading(block.kind));
    shown = shown.filter((block) => isHeading(block.kind));
    if (source.length * shown.length > 400000) return [];
  }
  const width = shown.length + 1;
  const best = new Float32Array((source.length + 1) * width);
  for (let i = source.length - 1; i >= 0; i--) {
    for (let j = shown.length - 1; j >= 0; j--) {
      const like = likeness(source[i], shown[j]);
      best[i * width + j] = Math.max(best[(i + 1) * width + j], best[i * width + j + 1], like ? like + best[(i + 1) * width + j + 1] : 0);
    }
  }
  const pairs = [];
  for (let i = 0, j = 0; i < source.length && j < shown.length;) {
    const like = likeness(source[i], shown[j]);
    if (like && best[i * width + j] === like + best[(i + 1) * width + j + 1]) pairs.push([source[i++], shown[j++]]);
    else if (best[i * width + j] === best[(i + 1) * width + j]) i++;
    else j++;
  }
  return pairs;
}

// The line of a pane that is held in step: its upper edge, and within the last screenful more and more its lower one, so that both
// panes end together.
function lineAt(pane, top) {
  const last = pane.scrollHeight - pane.clientHeight;
  const bend = Math.max(0, last - pane.clientHeight);
  return top <= bend ? top : top + ((top - bend) / Math.max(1, last - bend)) * pane.clientHeight;
}

function topFor(pane, line) {
  const last = pane.scrollHeight - pane.clientHeight;
  const bend = Math.max(0, last - pane.clientHeight);
  return line <= bend ? line : bend + ((line - bend) * (last - bend)) / Math.max(1, last - bend + pane.clientHeight);
}

function between(points, value, from, to) {
  let low = 0;
  let high = points.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle][from] <= value) low = middle;
    else high = middle;
  }
  const [a, b] = [points[low], points[high]];
  const span = b[from] - a[from];
  return span > 0 ? a[to] + (Math.min(1, Math.max(0, (value - a[from]) / span)) * (b[to] - a[to])) : a[to];
}

export function syncScrolling({ view, prose }) {
  const editor = view.scrollDOM;
  let pairs = [];
  let points = null;
  let driver = editor;
  let frame = 0;

  const canScroll = (pane) => pane.clientHeight > 0 && pane.scrollHeight - pane.clientHeight > 1 && getComputedStyle(pane).overflowY !== 'visible';

  function measure() {
    const top = prose.getBoundingClientRect().top - prose.scrollTop;
    const found = [[0, 0]];
    for (const [block, node] of pairs) {
      if (block.pos > view.state.doc.length || !node.node.isConnected) continue;
      const here = [view.lineBlockAt(block.pos).top + view.documentPadding.top, node.node.getBoundingClientRect().top - top];
      const before = found.at(-1);
      if (here[0] > before[0] && here[1] > before[1]) found.push(here);
    }
    found.push([editor.scrollHeight, prose.scrollHeight]);
    return found;
  }

  function follow() {
    frame = 0;
    if (!canScroll(editor) || !canScroll(prose)) return;
    points ??= measure();
    const [from, to] = driver === editor ? [0, 1] : [1, 0];
    const other = driver === editor ? prose : editor;
    const top = Math.round(topFor(other, between(points, lineAt(driver, driver.scrollTop), from, to)));
    if (Math.abs(other.scrollTop - top) > 1) other.scrollTop = top;
  }

  const plan = () => (frame ||= requestAnimationFrame(follow));
  const forget = () => (points = null);

  for (const pane of [editor, prose]) {
    for (const name of ['wheel', 'pointerdown', 'touchstart', 'keydown', 'focusin']) {
      pane.addEventListener(name, () => (driver = pane), { passive: true, capture: true });
    }
    pane.addEventListener('scroll', () => {
      if (pane !== driver) return;
      if (pane === editor) forget();   // lines come into view and are measured: the estimate of their heights changes
      plan();
    }, { passive: true });
  }

  // Pictures arrive, windows grow.
  const watch = new ResizeObserver(() => {
    forget();
    if (driver === editor) plan();
  });
  watch.observe(prose);
  prose.addEventListener('load', () => {
    forget();
    if (driver === editor) plan();
  }, true);

  return {
    /** After a new preview: pairs anew; the preview moves only where the text drives. */
    renew() {
      const shown = [...prose.children].filter((node) => !node.matches('[data-title]')).map((node) => ({ node, kind: kindOf(node), text: letters(node.textContent.slice(0, 120)) }));
      pairs = align(sourceBlocks(view.state), shown);
      forget();
      if (driver === editor) plan();
    },
    /** Positions move with the text until the next preview comes. */
    map(changes) {
      for (const [block] of pairs) block.pos = changes.mapPos(block.pos);
      forget();
    },
  };
}
