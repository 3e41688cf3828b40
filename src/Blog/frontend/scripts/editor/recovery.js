// On opening: what this page had before a reload is there again. Copies of other pages that the server does not hold are offered, never put
// in by themselves.
import { button, clock, element } from './dom.js';
import { differences, labelOf, read, token, tokenOf, write } from './fields.js';
import { answered, send } from './local-copies.js';

const greeting = 200;   // ms another tab has to say that it lives

export async function recover({ form, words, banners, channel, saver, session, copies, text }) {
  copies.prune();
  answered(Boolean(document.querySelector('.notes .done')));
  const id = form.dataset.id;
  const stamp = form.elements.Stamp?.value ?? '';
  const served = read(form);
  const servedAt = Number(form.dataset.at) || Date.parse(form.dataset.at) || Infinity;
  const found = copies.all();
  const own = found.find((copy) => copy.session === session.key);
  const isBack = Boolean(own) && putBack(own);
  const alive = await channel.alive(greeting);
  if (alive.has(session.key)) duplicate();
  session.confirm();
  const offers = found.filter((copy) => copy !== own && String(copy.id || '') === id && !alive.has(copy.session) && !settle(copy));
  if (offers.length) offer(offers);

  /** True where the copy held more than the server: it is in the page again, and is saved as what it was, a change of the state it knew. */
  function putBack(copy) {
    const differ = differences(copy.fields, served).length > 0;
    if (copy.kept || (!differ && copy.stamp !== stamp)) {
      copies.remove(copy.key);
      return false;
    }
    if (differ) {
      write(form, copy.fields, text.replace);
      if (form.elements.Stamp) form.elements.Stamp.value = copy.stamp;
      text.place(copy.caret);
    }
    saver.changed();
    saver.saveLocally();
    if (copy.id !== id) copies.remove(copy.key);
    return differ;
  }

  /** This tab was made from another one that is still open: that one keeps its key and its unsaved text. */
  function duplicate() {
    session.renew();
    if (!isBack) return;
    write(form, served, text.replace);
    if (form.elements.Stamp) form.elements.Stamp.value = stamp;
  }

  /** True where nothing is left to ask. */
  function settle(copy) {
    const { Title: [title] = [''], Markdown: [markdown] = [''] } = copy.fields;
    if (!id && !(title + markdown).trim()) {
      copies.remove(copy.key);
      return true;
    }
    const differ = differences(copy.fields, served, copy.submitted && copy.stamp !== stamp);
    if (differ.length && (!copy.kept || copy.at > servedAt)) return false;
    // The same text on a page whose stamp has not moved may be a refused form shown again: it counts as not saved yet.
    if (!differ.length && !copy.kept && copy.stamp === stamp) {
      saver.changed();
      saver.saveLocally();
    }
    copies.remove(copy.key);
    return true;
  }

  function offer([copy, ...others]) {
    const next = () => {
      banners.hide('recovered');
      if (others.length) offer(others);
      else text.focus();
    };
    const at = clock(copy.at);
    const title = copy.fields.Title?.[0] || copy.fields.Markdown?.[0]?.trim().slice(0, 40) || words('untitled');
    const differ = differences(copy.fields, read(form)).map((name) => labelOf(form, name, words));
    banners.show('recovered', {
      text: id ? words('recovered', at) : words('recoveredNew', at, title),
      note: id && differ.length ? words('recoveredIn', differ.join(words('and'))) : null,
      actions: [
        button(words('recoveredUse'), () => {
          // The draft keeps its key: should the server have it after all, it is the same draft.
          if (!id && copy.draft) session.adopt(copy.draft);
          write(form, copy.fields, text.replace);
          saver.changed();
          saver.saveLocally();
          if (copy.session !== session.key) copies.remove(copy.key);
          next();
        }),
        id ? button(words('recoveredCompare'), () => compare(copy)) : null,
        button(words('recoveredDiscard'), () => discard(copy, next), { class: 'bad' }),
      ],
    });
  }

  function discard(copy, next) {
    const { key, session: _, ...stored } = copy;
    copies.remove(key);
    const shown = banners.show('recovered', {
      text: words('discarded'),
      actions: [
        button(words('discardUndo'), () => {
          copies.put(key, stored);
          offer([copy, ...others(copy)]);
        }),
        button(words('close'), next),
      ],
    });
    shown.querySelector('button').focus();
  }

  const others = (copy) => offers.filter((other) => other !== copy && localStorage.getItem(other.key));

  /** The server's own comparison of the copy with what it holds; from there it can be merged, and on the way back the copy is no news. */
  function compare(copy) {
    const sheet = element('form', { method: 'post', action: form.dataset.compare, hidden: true });
    const fields = { ...copy.fields, Base: served.Markdown, [token]: [tokenOf(form)] };
    for (const [name, values] of Object.entries(fields)) for (const value of values ?? []) sheet.append(element('textarea', { name }, value));
    send(copy.key);
    document.body.append(sheet);
    saver.leave();
    sheet.submit();
  }
}
