// The preview is the server's own rendering: asked for when typing rests, newest answer wins, the last good one stays.
import { element, number } from './dom.js';
import { posted } from './fields.js';
import { uploading } from './images.js';
import { post } from './requests.js';
import { trusted } from './trusted-html.js';

const rest = 300;   // ms

export function createPreview({ form, pane, words, composing, shown }) {
  const prose = pane.querySelector(':scope > .prose');
  const card = pane.querySelector(':scope > .card');
  const checklist = pane.querySelector(':scope > .checklist');
  const hint = pane.querySelector('.tool .hint');
  const counts = element('span', { class: 'counts' });
  const trouble = element('div', { class: 'problems', hidden: true });
  let timer = 0;
  let asked = null;

  pane.append(trouble);
  if (hint) hint.replaceChildren(counts);

  function changed(wait = rest) {
    clearTimeout(timer);
    timer = setTimeout(ask, wait);
  }

  async function ask() {
    if (composing()) return changed();   // half-written pinyin is not text yet
    asked?.abort();
    const mine = (asked = new AbortController());
    try {
      const body = posted(form);
      // A picture on its way has no address yet: its mark is shown as words.
      body.set('Markdown', body.get('Markdown').replace(uploading, '*$1*'));
      const answer = await post(form, form.dataset.preview, body, { signal: mine.signal });
      if (mine.signal.aborted) return;
      if (answer.ok && answer.json) show(answer.json);
      else if (answer.status === 429) changed(Math.max(1000, answer.after * 1000));
      else if (answer.status !== 401 && answer.status !== 409) fail(answer.json?.error);   // 409: a newer one has overtaken it
    } catch {
      if (!mine.signal.aborted) fail();
    }
  }

  const fail = (reason) => tell([reason ? words('because', words('previewFailed'), reason) : words('previewFailed')], true);

  function show(json) {
    const language = form.elements.Language?.value;
    for (const part of [prose, card]) if (language && part) part.lang = language;
    update(prose, withTitle(parse(json.body ?? '', 'p-')));
    if (card) update(card, parse(json.card ?? '', 'c-', '.card'));
    counts.textContent = json.count ?? words('counts', number(json.words ?? 0), number(json.minutes ?? 1));
    tell((json.problems ?? []).map((problem) => problem.message ?? problem.text ?? String(problem)));
    advise(json.checklist ?? []);
    if (json.hasFormulas && form.dataset.math && !document.querySelector('link[data-math]')) {
      document.head.append(element('link', { rel: 'stylesheet', href: form.dataset.math, 'data-math': true }));
    }
    shown();
  }

  /** The title comes from the server, clauses and all, before a wrapper of the text; or it is only the text, and the field gives it. */
  function withTitle(nodes) {
    const [title, wrapper] = nodes;
    const isWrapped = nodes.length === 2 && title.localName === 'h2' && wrapper.matches('div[lang]');
    const head = isWrapped ? title : element('h2', {}, form.elements.Title?.value);
    head.dataset.title = '';
    return [...(head.textContent.trim() ? [head] : []), ...(isWrapped ? blocks(wrapper) : nodes)];
  }

  const blocks = (root) => [...root.childNodes].filter((node) => node.nodeType === Node.ELEMENT_NODE || node.textContent.trim());

  /** Nodes of the server's HTML. Ids get a prefix: the page has a `title` of its own. */
  function parse(html, prefix, wrapper) {
    const template = document.createElement('template');
    template.innerHTML = trusted(html);
    const root = (wrapper && template.content.querySelector(wrapper)) || template.content;
    for (const node of root.querySelectorAll('[id]')) node.id = prefix + node.id;
    for (const node of root.querySelectorAll('[for], [aria-labelledby], [aria-describedby], a[href^="#"]')) {
      for (const name of ['for', 'aria-labelledby', 'aria-describedby']) {
        if (node.hasAttribute(name)) node.setAttribute(name, node.getAttribute(name).split(/\s+/).map((id) => prefix + id).join(' '));
      }
      if (node.matches('a[href^="#"]')) node.setAttribute('href', '#' + prefix + node.getAttribute('href').slice(1));
    }
    return blocks(root);
  }

  /** Only what changed is replaced, so that pictures do not load again and nothing jumps. */
  function update(host, nodes) {
    const old = [...host.childNodes];
    let head = 0;
    while (head < old.length && head < nodes.length && old[head].isEqualNode(nodes[head])) head++;
    let tail = 0;
    while (tail < old.length - head && tail < nodes.length - head && old.at(-1 - tail).isEqualNode(nodes.at(-1 - tail))) tail++;
    for (const node of old.slice(head, old.length - tail)) node.remove();
    const anchor = tail ? old[old.length - tail] : null;
    for (const node of nodes.slice(head, nodes.length - tail)) host.insertBefore(node, anchor);
  }

  /** What to check before publishing: it advises, and hinders nothing. */
  function advise(items) {
    if (!checklist) return;
    checklist.hidden = items.length === 0;
    update(checklist, items.map(({ kind, words: said, href }) => element('li', { 'data-kind': kind }, href ? element('a', { href }, said) : said)));
  }

  function tell(problems, isError = false) {
    trouble.hidden = problems.length === 0;
    trouble.classList.toggle('error', isError);
    if (!isError && problems.length === 0) return trouble.replaceChildren();
    trouble.replaceChildren(
      isError ? element('p', { role: 'status' }, problems[0]) : element('p', {}, words('problems')),
      ...(isError ? [] : [element('ul', {}, ...problems.map((problem) => element('li', {}, problem)))]));
  }

  // A link leads out of the admin area in a tab of its own; one within the post scrolls the preview.
  pane.addEventListener('click', (event) => {
    const link = event.target.closest?.('.prose a[href], .card a[href]');
    if (!link) return;
    const href = link.getAttribute('href');
    event.preventDefault();
    if (!href.startsWith('#')) return void window.open(link.href, '_blank', 'noopener');
    const target = document.getElementById(decodeURIComponent(href.slice(1)));
    if (target && pane.contains(target)) target.scrollIntoView({ block: 'start' });
  });

  return { changed, now: () => changed(0), prose };
}
