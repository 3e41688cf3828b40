// The text for readers who do not see a picture: asked for below the text, picture by picture. It never takes the focus: keys that are meant
// for the post stay in the post.
import { StateEffect, StateField } from '@codemirror/state';
import { Decoration, EditorView, showPanel } from '@codemirror/view';
import { button, element } from './dom.js';

const ask = StateEffect.define();
const answered = StateEffect.define();

export function createAltPrompt(words) {
  const field = StateField.define({
    create: () => [],
    update(asks, tr) {
      let next = asks;
      if (tr.docChanged) {
        next = next
          .map((a) => ({ ...a, from: tr.changes.mapPos(a.from, 1), to: tr.changes.mapPos(a.to, -1) }))
          .filter((a) => a.to > a.from && emptyAlt.test(tr.newDoc.sliceString(a.from, a.to)));
      }
      for (const effect of tr.effects) {
        if (effect.is(ask)) next = [...next, effect.value];
        if (effect.is(answered)) next = effect.value === 'all' ? [] : next.slice(1);
      }
      return next;
    },
    provide: (self) => [
      showPanel.from(self, (asks) => (asks.length ? panel : null)),
      EditorView.decorations.from(self, ([first]) => (first ? Decoration.set(Decoration.mark({ class: 'cm-asked' }).range(first.from, first.to)) : Decoration.none)),
    ],
  });

  function panel(view) {
    const input = element('input', { id: 'alt-text', form: '', autocomplete: 'off', maxlength: 500 });
    const label = element('label', { for: 'alt-text' });
    const skipAll = button('', () => {
      view.dispatch({ effects: answered.of('all') });
      view.focus();
    }, { class: 'plain' });
    const tell = (asks) => {
      if (asks.length === 0) return;
      label.textContent = words('altAsk', asks[0].name);
      skipAll.hidden = asks.length < 2;
      skipAll.textContent = words('altSkipAll', asks.length);
    };
    const done = () => {
      const [first] = view.state.field(field);
      if (!first) return;
      const alt = input.value.trim().replace(/[\\[\]]/g, '\\$&').replace(/\s+/g, ' ');
      const isLast = view.state.field(field).length === 1;
      view.dispatch({ ...(alt ? { changes: { from: first.from + 2, insert: alt } } : {}), effects: alt ? [] : answered.of(null), userEvent: 'input.format' });
      input.value = '';
      if (isLast) view.focus();
      else input.focus();
    };
    tell(view.state.field(field));
    input.addEventListener('keydown', (event) => {
      if (event.isComposing) return;
      if (event.key === 'Escape') input.value = '';
      if (event.key !== 'Enter' && event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      done();
    });
    // What is typed here is no field of the post.
    const dom = element('div', { class: 'alt', role: 'group', 'aria-labelledby': 'alt-label' }, label, input,
      button(words('altDone'), done),
      button(words('altSkip'), () => {
        input.value = '';
        done();
      }, { class: 'plain' }),
      skipAll);
    label.id = 'alt-label';
    return {
      dom,
      update: (update) => update.docChanged || update.transactions.length ? tell(update.state.field(field)) : null,
    };
  }

  return {
    extension: field,
    /** `markdown` has just been put into the text at `at`. */
    ask(view, markdown, at, name) {
      if (!emptyAlt.test(markdown) || view.state.sliceDoc(at, at + markdown.length) !== markdown) return;
      view.dispatch({ effects: ask.of({ from: at, to: at + markdown.length, name }) });
    },
  };
}

const emptyAlt = /^!\[\]/;
