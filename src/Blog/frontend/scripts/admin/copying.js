// Copies a post as formatted text and as plain text. What is copied stands in the page, so everything happens within the click.
import { paintAll } from './painting.js';

(() => {
  const form = document.querySelector('.copy-form');
  const button = form?.querySelector('[type=button]'), status = form?.querySelector('[role=status]');
  const text = document.getElementById('copy-text')?.value;
  const html = document.getElementById('copy-html')?.value;
  if (!button || text === undefined) return;
  button.hidden = false;

  const drawings = form.dataset.drawings.split(' ').filter(Boolean);
  const paint = async () => {
    const said = status.textContent;
    button.disabled = true;
    status.textContent = form.dataset.painting;
    const { painter, post } = form.dataset;
    if (await paintAll(painter, post, form.elements.__RequestVerificationToken.value, drawings)) return location.reload();   // the copy names them now
    status.textContent = `${said} ${form.dataset.notPainted}`;
    button.disabled = false;
  };
  if (drawings.length > 0) paint();

  // The browser cleans formatted text in the document that writes it. This page's policy forbids inline styles, that of the preview does not.
  // Promises, since Safari takes them in place of data and keeps the click's permission.
  const blob = (type, data) => Promise.resolve(new Blob([data], { type }));
  const write = async () => {
    const place = html === undefined ? window : document.querySelector('.renditions iframe').contentWindow;
    place.focus();
    const item = new place.ClipboardItem({
      ...(html === undefined ? {} : { 'text/html': blob('text/html', html) }),
      'text/plain': blob('text/plain', text),
    });
    const late = new Promise((_, refuse) => setTimeout(refuse, 700, new Error('no answer')));   // milliseconds; the click counts for a second
    await Promise.race([place.navigator.clipboard.write([item]), late]);
  };

  // Without ClipboardItem, or where it is refused: the event of a copy, which needs something selected.
  const writeByEvent = () => {
    const set = (event) => {
      if (html !== undefined) event.clipboardData.setData('text/html', html);
      event.clipboardData.setData('text/plain', text);
      event.preventDefault();
      event.stopImmediatePropagation();
      isSet = true;
    };
    let isSet = false;
    const selection = getSelection(), before = selection.rangeCount ? selection.getRangeAt(0) : null;
    document.addEventListener('copy', set, true);
    try {
      selection.selectAllChildren(document.querySelector('h1'));
      document.execCommand('copy');
    } finally {
      document.removeEventListener('copy', set, true);
      selection.removeAllRanges();
      if (before) selection.addRange(before);
    }
    return isSet;
  };

  const note = async () => {
    status.textContent = form.dataset.done;
    try {
      const answer = await fetch(form.action, { method: 'POST', body: new FormData(form) });
      if (!answer.ok || answer.redirected) throw new Error(answer.status);   // signed out meanwhile
    } catch {
      status.textContent = form.dataset.notNoted;
    }
  };

  button.addEventListener('click', async () => {
    let isCopied = false;
    if (window.ClipboardItem && navigator.clipboard?.write) {
      isCopied = await write().then(() => true, () => false);
      button.focus();
    }
    isCopied ||= writeByEvent();
    if (isCopied) note();
    else status.textContent = form.dataset.failed;
  });
})();
