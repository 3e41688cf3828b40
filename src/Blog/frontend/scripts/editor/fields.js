// The post as its form holds it: text, and what is known about it.
export const token = '__RequestVerificationToken';

// What says who, when and how, and is no part of the post.
const aside = new Set([token, 'Stamp', 'Base', 'DraftKey', 'Sequence', 'Do', 'MinorEdit', 'TakeOver']);

export const tokenOf = (form) => form.elements[token]?.value ?? '';

export function setToken(form, value) {
  for (const input of document.querySelectorAll(`input[name=${token}]`)) if (value) input.value = value;
}

/** Every field with its values: a check box brings its hidden companion along. */
export function read(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && !aside.has(name)) (fields[name] ??= []).push(value);
  }
  return fields;
}

/** What is posted to the handlers; the token travels in a header. */
export function posted(form) {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) if (typeof value === 'string' && name !== token) body.append(name, value);
  return body;
}

/** Puts values back. The text itself is the editor's: it goes through `setText`, where it can be undone. */
export function write(form, fields, setText) {
  for (const name of new Set([...form.elements].map((control) => control.name))) {
    if (!name || aside.has(name)) continue;
    const values = fields[name] ?? [];
    if (name === 'Markdown') {
      if (values.length) setText(values[0]);
      continue;
    }
    for (const control of form.elements) {
      if (control.name !== name || /^(hidden|submit|button|file|fieldset)$/.test(control.type)) continue;
      if (/^(radio|checkbox)$/.test(control.type)) control.checked = values.includes(control.value);
      else if (control.type === 'select-multiple') for (const option of control.options) option.selected = values.includes(option.value);
      else if (values.length) control.value = values[0];
      control.dispatchEvent(new Event('input', { bubbles: true }));
    }
  }
}

/**
 * The server's values, where the form still shows what was sent: tags spelled as they are known, for example. Silently, since they are
 * saved. The text and its title are the author's.
 */
export function setFields(form, fields, sent) {
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'Markdown' || name === 'Title') continue;
    for (const control of form.elements) {
      if (control.name !== name || control.type === 'hidden') continue;
      if (control.type === 'checkbox') {
        if (control.checked === (sent.get(name) === 'true')) control.checked = value === 'true';
      } else {
        if (control.value === (sent.get(name) ?? '')) control.value = value;
        if ('defaultValue' in control) control.defaultValue = value;
      }
    }
  }
}

// Line breaks, outer blanks and the signs between tags may come back otherwise than they went.
function plain(name, values = []) {
  const text = values.join('\n').replaceAll('\r\n', '\n').trim();
  return name === 'Tags' ? text.split(separators).map((tag) => tag.trim()).filter(Boolean).join(',') : text;
}

export const separators = /[,，、;；\n]/;

/** Names of the fields that differ. After a submit the server may have put metadata into its own form: then the text alone decides. */
export function differences(a, b, textAlone = false) {
  const names = textAlone ? ['Title', 'Markdown', 'Description', 'Tags'] : new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...names].filter((name) => plain(name, a[name]) !== plain(name, b[name]));
}

/** What a person calls a field: its label. */
export function labelOf(form, name, words) {
  if (name === 'Markdown') return words('text');
  const control = [...form.elements].find((c) => c.name === name && c.type !== 'hidden');
  return (control?.type === 'radio' ? control.closest('fieldset')?.querySelector('legend') : control?.labels?.[0])?.textContent.trim() ?? name;
}
