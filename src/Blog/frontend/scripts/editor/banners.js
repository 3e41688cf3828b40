import { element } from './dom.js';

/** Banners above the panes: one per reason, in a region a screen reader can find, never over the text. */
export function createBanners(main, words) {
  const shown = new Map();
  const place = element('div', { class: 'banners' });
  main.insertBefore(place, main.querySelector('.pane'));
  const hide = (name) => {
    shown.get(name)?.remove();
    shown.delete(name);
  };
  return {
    hide,
    show(name, { text, note, actions, isError = false }) {
      hide(name);
      const id = `banner-${name}`;
      const banner = element('section', { class: isError ? 'banner error' : 'banner', role: 'region', 'aria-labelledby': id },
        element('p', { id, role: isError ? 'alert' : 'status' }, text),
        note ? element('p', { class: 'hint' }, note) : null,
        element('div', { class: 'actions' }, ...actions.filter(Boolean)));
      shown.set(name, banner);
      place.append(banner);
      return banner;
    },
    has: (name) => shown.has(name),
  };
}
