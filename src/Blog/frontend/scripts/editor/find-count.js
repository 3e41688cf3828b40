// How many hits the find panel has, and which one is selected: "3 / 12".
import { getSearchQuery, searchPanelOpen } from '@codemirror/search';
import { ViewPlugin } from '@codemirror/view';
import { element, number } from './dom.js';

const most = 1000;   // hits that are counted: more would only take time
const longest = 200;   // ms of counting
const rest = 150;   // ms until a change of a long text is counted

export const findCount = (words) => ViewPlugin.fromClass(class {
  constructor(view) {
    this.view = view;
    this.output = element('output', { class: 'count', name: 'count', form: '' });
    this.hits = [];
    this.query = null;
    this.timer = 0;
  }

  update(update) {
    if (!searchPanelOpen(update.state)) {
      this.query = null;
      this.panel = null;
      clearTimeout(this.timer);
      return;
    }
    const query = getSearchQuery(update.state);
    // The panel comes after this update.
    if (!this.panel?.isConnected) return void queueMicrotask(() => this.attach());
    if (!this.query || !this.query.eq(query)) this.count(query);
    else if (update.docChanged) {
      clearTimeout(this.timer);
      if (update.state.doc.length > 100_000) this.timer = setTimeout(() => this.count(this.query), rest);
      else this.count(query);
    }
    if (update.selectionSet || update.docChanged) this.say();
  }

  attach() {
    const panel = this.view.dom.querySelector('.cm-panel.cm-search');
    const field = panel?.querySelector('[name=search]');
    if (!field || this.panel === panel) return;
    this.panel = panel;
    this.from = this.view.state.selection.main.from;
    field.after(this.output);
    // The panel itself waits for a key to come up; the pinyin of an unfinished word is nothing to look for.
    const live = (event) => {
      if (event.isComposing) return;
      event.target.dispatchEvent(new Event('change'));
      this.near();
    };
    field.addEventListener('input', live);
    field.addEventListener('compositionend', live);
    for (const option of panel.querySelectorAll('[type=checkbox]')) option.addEventListener('change', () => this.near());
    this.count(getSearchQuery(this.view.state));
    this.say();
  }

  count(query) {
    this.query = query;
    this.hits = [];
    this.isMore = false;
    if (query.valid) {
      const cursor = query.getCursor(this.view.state);
      const until = performance.now() + longest;
      for (let next = cursor.next(); !next.done; next = cursor.next()) {
        const { from, to } = next.value ?? cursor.value;
        if (this.hits.length === most || performance.now() > until) {
          this.isMore = true;
          break;
        }
        this.hits.push({ from, to });
      }
    }
    this.say();
  }

  /** The first hit from where the search began, as a browser shows it while one types. */
  near() {
    const hit = this.hits.find(({ from }) => from >= this.from) ?? this.hits[0];
    if (hit && this.current() < 0) this.view.dispatch({ selection: { anchor: hit.from, head: hit.to }, userEvent: 'select.search', scrollIntoView: true });
  }

  current() {
    const { main } = this.view.state.selection;
    return this.hits.findIndex(({ from, to }) => from === main.from && to === main.to);
  }

  say() {
    const { search, valid } = this.query ?? {};
    const total = number(this.hits.length) + (this.isMore ? '+' : '');
    const text = !search ? '' : !valid ? words('invalidRegexp') : this.hits.length === 0 ? words('noMatches') : `${number(this.current() + 1)} / ${total}`;
    // The same words again would be read out again.
    if (this.output.textContent !== text) this.output.textContent = text;
    this.output.classList.toggle('error', Boolean(search) && !valid);
  }

  destroy() {
    clearTimeout(this.timer);
  }
});
