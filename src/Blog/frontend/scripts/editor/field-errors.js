// What the server refused, beside its field.
import { element } from './dom.js';

export function createFieldErrors({ form, text }) {
  const shown = new Map();

  function clear(name) {
    for (const [field, { control, note, before }] of shown) {
      if (name && name !== field) continue;
      note.remove();
      control.removeAttribute('aria-invalid');
      if (before) control.setAttribute('aria-describedby', before);
      else control.removeAttribute('aria-describedby');
      shown.delete(field);
    }
  }

  document.addEventListener('input', ({ target }) => target.form === form && shown.has(target.name) && clear(target.name));

  return {
    clear,
    show(errors) {
      clear();
      for (const { field, message } of errors) {
        const control = field === 'Markdown' ? text.view.contentDOM : form.elements[field];
        if (!(control instanceof HTMLElement)) continue;
        const note = element('p', { class: 'error', id: `${field.toLowerCase()}-error` }, message);
        document.getElementById(`${field.toLowerCase()}-error`)?.remove();
        const before = control.getAttribute('aria-describedby');
        (field === 'Markdown' ? form.elements.Markdown : (control.closest('.field')?.lastElementChild ?? control)).after(note);
        control.setAttribute('aria-invalid', 'true');
        control.setAttribute('aria-describedby', before ? `${before} ${note.id}` : note.id);
        const folded = control.closest('details:not([open])');
        if (folded) folded.open = true;
        shown.set(field, { control, note, before });
      }
    },
  };
}
