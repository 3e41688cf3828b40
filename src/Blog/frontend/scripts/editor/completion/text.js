// Completion in the text. It opens while one types, never while an input method composes, and takes a key only while it is open.
import { Prec, StateEffect, StateField } from '@codemirror/state';
import { EditorView, ViewPlugin, keymap, showTooltip } from '@codemirror/view';
import { element } from '../dom.js';
import { createAsking } from './asking.js';
import { createChoices, step } from './choices.js';
import { snippet, sources } from './sources.js';

const set = StateEffect.define();     // { source, place, items, active }, or null
const mark = StateEffect.define();    // the active option

export function createTextCompletion({ words, ask, missing }) {
  const asking = createAsking(ask);
  const status = element('p', { class: 'unseen', role: 'status' });
  document.body.append(status);
  let view = null;
  const choices = createChoices({ label: words('choices'), choose: (item) => choose(view, item) });
  const create = () => ({ dom: choices.dom });

  const field = StateField.define({
    create: () => null,
    update(now, tr) {
      let next = now;
      for (const effect of tr.effects) {
        if (effect.is(set)) next = effect.value;
        if (effect.is(mark) && next) next = { ...next, active: effect.value };
      }
      if (next === now && now && tr.docChanged) next = { ...now, place: { ...now.place, from: tr.changes.mapPos(now.place.from, -1), to: tr.changes.mapPos(now.place.to, 1) } };
      return next;
    },
    provide: (self) => [
      showTooltip.from(self, (open) => (open ? { pos: open.place.from, create } : null)),
      EditorView.contentAttributes.from(self, (open) => ({
        'aria-autocomplete': 'list',
        'aria-haspopup': 'listbox',
        ...(open ? { 'aria-controls': choices.id } : {}),
        ...(open?.active >= 0 ? { 'aria-activedescendant': choices.optionId(open.active) } : {}),
      })),
    ],
  });

  const plugin = ViewPlugin.define((made) => {
    view = made;
    let asked = null;       // { source, from }: what is open or on its way
    let dismissed = null;   // where Escape was pressed: not again for the same words
    let wanted = null;      // where the snippet command was given: { source, from }

    function find(state) {
      if (wanted) {
        const { head, empty } = state.selection.main;
        const text = head >= wanted.from ? state.sliceDoc(wanted.from, head) : '\n';
        if (empty && !/[\n]/.test(text) && text.length <= 40) return { source: snippet, place: { from: wanted.from, to: head, text } };
        wanted = null;
      }
      for (const source of sources) {
        const place = source.find(state);
        if (place) return { source, place };
      }
      return null;
    }

    function close() {
      asking.stop();
      asked = wanted = null;
      if (made.state.field(field)) made.dispatch({ effects: set.of(null) });
    }

    function look() {
      if (made.compositionStarted || !made.hasFocus) return close();
      const found = find(made.state);
      if (!found) return close();
      if (dismissed?.source === found.source && dismissed.from === found.place.from) return;
      dismissed = null;
      asked = { source: found.source, from: found.place.from };
      asking.start(found.source.kind, found.place.text, (items) => show(found, items), wanted ? 0 : undefined);
    }

    function show({ source, place }, items) {
      const now = made.compositionStarted || !made.hasFocus ? null : find(made.state);
      if (now?.source !== source || now.place.from !== place.from || now.place.text !== place.text) return;
      const isOnly = items.length === 1 && items[0].label === place.text;   // it stands there already
      if (items.length === 0 && wanted && !place.text) missing();
      if (items.length === 0 || isOnly) return close();
      made.dispatch({ effects: set.of({ source, place: now.place, items, active: source.first || wanted ? 0 : -1 }) });
      status.textContent = words('choicesCount', items.length);
    }

    // Not within an update, which may not begin another one.
    let timer = 0;
    const soon = (act) => {
      clearTimeout(timer);
      timer = setTimeout(act);
    };

    return {
      close,
      dismiss() {
        dismissed = asked && { ...asked };
        close();
      },
      want() {
        wanted = { source: snippet, from: made.state.selection.main.head };
        dismissed = null;
        look();
      },
      look: () => soon(look),
      update(update) {
        for (const place of [asked, dismissed, wanted]) if (place) place.from = update.changes.mapPos(place.from, -1);
        const open = update.state.field(field);
        if (open) choices.render(open.items, open.active);
        if (update.focusChanged && !made.hasFocus) return soon(close);
        if (update.docChanged) {
          const isTyped = update.transactions.some((tr) => tr.isUserEvent('input.type') || tr.isUserEvent('delete'));
          return soon(isTyped || asked ? look : close);
        }
        if (update.selectionSet && asked) soon(look);
      },
      destroy() {
        asking.stop();
        status.remove();
      },
    };
  }, {
    eventObservers: {
      compositionend() {
        this.look();
      },
    },
  });

  function choose(target, item) {
    const open = target.state.field(field);
    if (!open) return false;
    const { source, place } = open;
    const insert = source.put(item, place);
    const to = Math.max(place.to, target.state.selection.main.head);
    target.plugin(plugin).close();
    target.dispatch({ changes: { from: place.from, to, insert }, selection: { anchor: place.from + insert.length }, userEvent: 'input.complete', scrollIntoView: true });
    target.focus();
    return true;
  }

  const whenOpen = (act) => (target) => {
    const open = target.state.field(field);
    return Boolean(open) && !target.compositionStarted && act(target, open) !== false;
  };
  const go = (by) => whenOpen((target, { active, items }) => target.dispatch({ effects: mark.of(step(active, items.length, by)) }));
  const take = (always) => whenOpen((target, { active, items }) => (active >= 0 || always) && choose(target, items[Math.max(active, 0)]));

  return {
    extension: [field, plugin, Prec.highest(keymap.of([
      { key: 'ArrowDown', run: go(1) },
      { key: 'ArrowUp', run: go(-1) },
      { key: 'Enter', run: take(false) },
      { key: 'Tab', run: take(true) },
      { key: 'Escape', run: whenOpen((target) => target.plugin(plugin).dismiss()) },
    ]))],
    /** Offers the snippets where the cursor is. */
    snippets: (target) => target.plugin(plugin).want(),
  };
}
