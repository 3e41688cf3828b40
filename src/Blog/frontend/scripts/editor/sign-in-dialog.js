import { button, element } from './dom.js';

/** Signed out: a dialog over the text asks to sign in in another tab. Who would rather write on shuts it; the status line opens it again. */
export function createSignInDialog({ href, words, channel }) {
  let dialog = null;
  let isWanted = false;

  function open() {
    isWanted = true;
    // A dialog takes the focus: never out of a half-written Chinese word.
    if (channel.composing()) return void setTimeout(() => isWanted && open(), 500);
    dialog ??= make();
    if (!dialog.open) dialog.showModal();
  }

  // The browser gives the focus back, but not the place of the cursor in it: at once, so that the very next key has somewhere to go.
  function keepWriting() {
    dialog.close();
    channel.focus(true);
  }

  function make() {
    const made = element('dialog', { 'aria-labelledby': 'signInDialog-title' },
      element('h2', { id: 'signInDialog-title' }, words('signedOutTitle')),
      element('p', {}, words('signedOutText')),
      element('div', { class: 'actions' },
        element('a', { class: 'button main', href, target: '_blank', rel: 'noopener' }, words('signIn')),
        button(words('keepWriting'), keepWriting)));
    made.addEventListener('close', () => channel.focus());
    document.body.append(made);
    return made;
  }

  return {
    open,
    close() {
      isWanted = false;
      if (dialog?.open) dialog.close();
    },
  };
}
