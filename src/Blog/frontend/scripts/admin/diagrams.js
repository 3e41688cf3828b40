// Draws the diagrams of all posts that were never opened in the editor, one after the other.
import { createDrawer } from '../editor/drawer.js';

const form = document.querySelector('.draw-form');
const button = form?.querySelector('button'), status = form?.querySelector('[role=status]');
const token = () => form.elements.__RequestVerificationToken.value;

function say(row, errors) {
  row.querySelector('.error')?.remove();
  if (errors.length === 0) {
    row.querySelector('.state').textContent = form.dataset.done;
    row.querySelector('.state').classList.add('live');
    return;
  }
  const said = document.createElement('span');
  said.className = 'error';
  said.textContent = form.dataset.failed.replace('{0}', () => errors.join(' · '));
  row.append(said);
}

async function drawRow(drawer, row, all) {
  const id = row.dataset.post ?? row.dataset.drawn;
  const { errors } = await drawer.drawPost(id, token(), true, all).catch((error) => ({ errors: [error.message] }));
  say(row, errors);
  return errors.length === 0;
}

if (form) status.textContent = '';
if (button) {
  button.hidden = false;
  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = form.dataset.drawing;
    const drawer = createDrawer(form.getAttribute('action'));
    let isWhole = true;
    for (const row of document.querySelectorAll('[data-post]')) {
      isWhole = await drawRow(drawer, row, false) && isWhole;
    }
    status.textContent = isWhole ? form.dataset.finished : form.dataset.someFailed;
    button.disabled = false;
  });
}

for (const row of document.querySelectorAll('[data-drawn]')) {
  const again = row.querySelector('button');
  again.hidden = false;
  again.addEventListener('click', async () => {
    again.disabled = true;
    status.textContent = form.dataset.drawing;
    status.textContent = form.dataset[(await drawRow(createDrawer(form.getAttribute('action')), row, true)) ? 'finished' : 'someFailed'];
    again.disabled = false;
  });
}
