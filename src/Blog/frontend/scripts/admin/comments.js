// Keys for the list of comments. They work while the list or something in it has focus, so that they stand in nobody's way.
const queue = document.querySelector('ol.queue');
const rows = [...(queue?.children ?? [])];
const undo = document.querySelector('[data-key=z]');
const remembered = 'comments-row';   // which row comes next after an act: the page is loaded again

function focus(row) {
  row?.focus();
  row?.scrollIntoView({ block: 'nearest' });
}

const rowOf = (element) => element?.closest?.('ol.queue > li');

function move(step) {
  const at = rows.indexOf(rowOf(document.activeElement));
  focus(rows[Math.min(Math.max(at + step, 0), rows.length - 1)]);
}

function act(key) {
  const row = rowOf(document.activeElement);
  const target = key === 'z' ? undo : row?.querySelector(`[data-key=${key}]`);
  if (!target) return false;
  target.click();
  return true;
}

if (queue) {
  document.getElementById('keys').hidden = false;
  queue.closest('form').addEventListener('submit', ({ submitter }) => {
    const row = rowOf(submitter);
    if (row) sessionStorage.setItem(remembered, String(rows.indexOf(row)));
  });
  queue.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || /^(input|textarea|select)$/i.test(event.target.localName) && event.target.type !== 'checkbox') return;
    const key = event.key.toLowerCase();
    if (key === 'j' || key === 'k') move(key === 'j' ? 1 : -1);
    else if (!/^[asdrxz]$/.test(key) || !act(key)) return;
    event.preventDefault();
  });

  const all = document.querySelector('.pick.all');
  all.hidden = false;
  all.querySelector('input').addEventListener('change', ({ target }) => {
    for (const box of queue.querySelectorAll('[name=pick]')) box.checked = target.checked;
  });
}

// After an act the next comment is where the last one was; with none left, the undo button is what one may want.
const next = sessionStorage.getItem(remembered);
if (next !== null) {
  sessionStorage.removeItem(remembered);
  focus(rows[Math.min(Number(next), rows.length - 1)] ?? undo);
}
