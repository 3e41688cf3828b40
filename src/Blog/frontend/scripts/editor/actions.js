// The buttons of the header work in place: the text stays, with the caret, the scroll position and undo, and so does what is typed while
// the answer is on its way.
import { button, element } from './dom.js';
import { setFields } from './fields.js';
import { fragmentOf } from './trusted-html.js';

const inPlace = new Set(['save', 'publish', 'schedule', 'unpublish', 'trash']);
const makesPublic = new Set(['publish', 'schedule']);

export function createActions({ form, words, getSaver, banners, fieldErrors, uploads }) {
  const notes = form.querySelector('.notes');
  const hideDone = () => notes.querySelectorAll('.done').forEach((old) => old.remove());
  notes.setAttribute('aria-live', 'polite');

  form.addEventListener('submit', (event) => {
    const by = event.submitter;
    const name = by?.name === 'Do' ? by.value : 'save';
    if (event.defaultPrevented || !inPlace.has(name) || by?.hasAttribute('data-leave') || by?.hasAttribute('formaction')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    run(name, by?.textContent.trim());
  });

  async function run(name, label = '') {
    hideDone();
    banners.hide('act');
    if (makesPublic.has(name) && uploads.busy()) return fail(name, label, words('uploadsRunning'));
    const buttons = document.querySelectorAll('button[name=Do]');
    for (const one of buttons) one.setAttribute('aria-disabled', 'true');
    const { json, body, text, errors, isConflict } = await getSaver().act(name).finally(() => {
      for (const one of buttons) one.removeAttribute('aria-disabled');
    });
    if (isConflict) return;
    if (errors) {
      fieldErrors.show(errors);
      form.dispatchEvent(new Event('moved'));   // an address may be asked about
      return fail(name, label, errors.map((error) => error.message).join(' ') || text);
    }
    fieldErrors.clear();
    if (!json) return name === 'save' ? undefined : fail(name, label, text);
    if (json.leave) {
      getSaver().leave();
      location.assign(json.leave);
      return;
    }
    show(json, body);
    // The status line says that the text is saved.
    if (name !== 'save') done(json);
  }

  function fail(name, label, reason) {
    banners.show('act', {
      text: words('actFailed', label || words('save'), reason ?? words('failed')),
      isError: true,
      actions: [button(words('retry'), () => run(name, label)), button(words('close'), () => banners.hide('act'), { class: 'plain' })],
    });
  }

  /** Where the page says it without script, too. */
  function done(json) {
    hideDone();
    notes.append(element('p', { class: 'done' },
      json.done,
      ...(json.live ? [' ', element('a', { href: json.live }, words('viewLive'))] : []),
      ' ',
      button(words('close'), hideDone, { class: 'plain' })));
  }

  /** The page as the server would show it now, but for what was typed since the form was sent. */
  function show(json, body) {
    const typed = new Map();
    for (const control of form.elements) if (control.name && control.closest('[data-part]')) typed.set(control.name, control);
    const parts = fragmentOf(json.parts ?? '');
    for (const part of parts.querySelectorAll('[data-part]')) {
      const here = document.querySelector(`[data-part="${part.dataset.part}"]`);
      if (here && !here.isEqualNode(part)) here.replaceChildren(...part.childNodes);
    }
    for (const [name, old] of typed) {
      const control = form.elements[name];
      if (!control || control === old || !(control instanceof HTMLInputElement)) continue;
      const isTyped = control.type === 'checkbox' ? old.checked !== (body.get(name) === 'true') : old.value !== (body.get(name) ?? '');
      if (isTyped) Object.assign(control, { value: old.value, checked: old.checked });
    }
    setFields(form, json.fields ?? {}, body);
    if (json.address && form.elements.Address) {
      form.elements.Address.placeholder = json.address.placeholder;
      const hint = form.elements.Address.closest('.field')?.querySelector('.hint:not(#address-check)');
      if (hint) hint.textContent = json.address.hint;
      form.dispatchEvent(new Event('moved'));
    }
    if (json.heading) document.title = document.title.replace(/^.*(?= · )/, () => json.heading);
  }

  return { run };
}
