// Draws the diagrams of all posts that were never opened in the editor, one after the other.
import { createDrawer } from '../editor/drawer.js';

const form = document.querySelector('.draw-form');
const button = form?.querySelector('button'), status = form?.querySelector('[role=status]');
if (button) {
  button.hidden = false;
  status.textContent = '';
  button.addEventListener('click', async () => {
    button.disabled = true;
    status.textContent = form.dataset.drawing;
    const drawer = createDrawer(form.getAttribute('action'));
    let isWhole = true;
    for (const row of document.querySelectorAll('[data-post]')) {
      const outcome = await drawer.drawPost(row.dataset.post, form.elements.__RequestVerificationToken.value, true)
        .catch((error) => ({ errors: [error.message] }));
      row.querySelector('.error')?.remove();
      if (outcome.errors.length === 0) {
        row.querySelector('.state').textContent = form.dataset.done;
        row.querySelector('.state').classList.add('live');
        continue;
      }
      isWhole = false;
      const said = document.createElement('span');
      said.className = 'error';
      said.textContent = form.dataset.failed.replace('{0}', () => outcome.errors.join(' · '));
      row.append(said);
    }
    status.textContent = isWhole ? form.dataset.finished : form.dataset.someFailed;
    button.disabled = false;
  });
}
