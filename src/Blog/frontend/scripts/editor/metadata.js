// What is known about the post: address, tags, description.
import { createAsk } from './completion/asking.js';
import { completeField } from './completion/fields.js';
import { button, element } from './dom.js';
import { post } from './requests.js';

const rest = 400;   // ms

export function metadata({ form, words, composing }) {
  const { Title, Address, Language, Tags, Category, Series, Description } = form.elements;
  const ask = createAsk(form);
  if (Address) address({ form, words, composing, Title, Address, Language });
  if (Tags) completeField({ input: Tags, kind: 'Tags', label: words('tagsKnown'), many: true, ask });
  if (Category) completeField({ input: Category, kind: 'Categories', label: words('categoriesKnown'), ask });
  if (Series) completeField({ input: Series, kind: 'Series', label: words('seriesKnown'), ask });
  if (Description) counted(Description);
  // Enter in a field of one line would press the page's first button, which may publish.
  document.addEventListener('keydown', (event) => {
    const { target } = event;
    if (event.key !== 'Enter' || event.isComposing || target.form !== form || target.localName !== 'input' || /^(submit|button|checkbox|radio|file)$/.test(target.type)) return;
    event.preventDefault();
  });
}

function describe(input, node) {
  const ids = (input.getAttribute('aria-describedby') ?? '').split(/\s+/).filter(Boolean);
  input.setAttribute('aria-describedby', [...ids, node.id].join(' '));
}

/** Live suggestion and check. The field stays the author's: a suggestion stands in it as a placeholder until it is taken. */
function address({ form, words, composing, Title, Address, Language }) {
  const note = element('p', { class: 'hint', id: 'address-check', role: 'status' });
  Address.closest('.field')?.append(note);
  describe(Address, note);
  const wasInvalid = Address.getAttribute('aria-invalid');
  let timer = 0;
  let asked = null;

  const plan = () => {
    clearTimeout(timer);
    timer = setTimeout(check, rest);
  };

  async function check() {
    if (composing()) return plan();
    asked?.abort();
    const mine = (asked = new AbortController());
    const body = new URLSearchParams({ Title: Title?.value ?? '', Language: Language?.value ?? '', Address: Address.value });
    if (form.elements.DraftKey) body.set('DraftKey', form.elements.DraftKey.value);
    const answer = await post(form, form.dataset.check, body, { signal: mine.signal }).catch(() => null);
    if (mine.signal.aborted || !answer?.ok || !answer.json) return;
    const { suggestion, taken, valid, message, takeOver } = answer.json;
    const isBad = Boolean(taken) || valid === false;
    Address.placeholder = suggestion ?? '';
    ask(takeOver, answer.json.address);
    note.classList.toggle('error', isBad);
    if (isBad) Address.setAttribute('aria-invalid', 'true');
    else if (wasInvalid !== 'true' || Address.value !== Address.defaultValue) Address.removeAttribute('aria-invalid');
    const offered = !Address.value && suggestion && !isBad;
    // That its own address is free is nothing to tell of a post that has one.
    const isNews = isBad || takeOver || Address.value !== Address.defaultValue;
    const isSaid = document.getElementById('address-error')?.textContent === message;   // by the page itself
    const text = offered ? words('addressFrom', suggestion) : (isNews && !isSaid && message) || '';
    if (note.dataset.text === text) return;
    note.dataset.text = text;
    note.replaceChildren(text, ...(offered ? [' ', button(words('addressUse'), take, { class: 'plain' })] : []));
  }

  /** The question whether the post may take an address that redirects today; the page may have come with it. */
  function ask(label, address) {
    const shown = document.getElementById('take-over');
    const box = shown?.querySelector('input');
    if (label && box?.value === address) return void shown.querySelector('.hint')?.remove();
    shown?.remove();
    if (!label) return;
    const tick = element('input', { type: 'checkbox', name: 'TakeOver', value: address, form: form.id });
    Address.closest('.field').after(element('div', { class: 'field', id: 'take-over' }, element('label', { class: 'check' }, tick, ` ${label}`)));
  }

  function take() {
    Address.value = Address.placeholder;
    Address.dispatchEvent(new Event('input', { bubbles: true }));
    Address.focus();
  }

  for (const field of [Title, Address, Language]) field?.addEventListener('input', plan);
  form.addEventListener('moved', plan);   // an answer that came between may have taken the draft itself for another post
  if (Title?.value || Address.value) plan();
}

/** How many characters stand there, at the head of the field's hint. */
function counted(field) {
  const most = field.maxLength > 0 ? field.maxLength : 0;
  const hint = field.closest('.field')?.querySelector('.hint') ?? field.parentNode.appendChild(element('p', { class: 'hint' }));
  const count = hint.querySelector('.count') ?? element('span', { class: 'count' });
  if (!count.isConnected) hint.prepend(count, hint.textContent.trim() ? ' · ' : '');
  const tell = () => (count.textContent = most ? `${field.value.length} / ${most}` : String(field.value.length));
  field.addEventListener('input', tell);
  tell();
}
