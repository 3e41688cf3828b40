// Diagrams are drawn here, in the author's browser, each time the server has kept the text: what readers get is a picture.
import { button } from './dom.js';
import { createDrawer } from './drawer.js';
import { tokenOf } from './fields.js';

export function createDiagrams({ form, words, banners, drawn }) {
  const drawer = createDrawer(form.dataset.diagrams);
  let working = null;
  let again = false;

  async function work() {
    do {
      again = false;
      const { drawn: count, errors } = await drawer.drawPost(form.dataset.id, tokenOf(form), false);
      if (count) drawn();
      if (errors.length === 0) banners.hide('diagram');
      else {
        const dismiss = button(words('dismiss'), () => banners.hide('diagram'));
        banners.show('diagram', { text: words('diagramFailed'), note: errors.join(' · '), isError: true, actions: [dismiss] });
      }
    } while (again);
  }

  /** Looks for diagrams that are not drawn yet. One that cannot be asked for now is found after the next save. */
  function check() {
    if (!form.dataset.id || !/mermaid/i.test(form.elements.Markdown.value)) return banners.hide('diagram');
    again = true;
    working ??= work().catch(() => {}).finally(() => (working = null));
  }

  return { check };
}
