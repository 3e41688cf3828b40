// On opening: copies in this browser that the server does not hold are offered, never put in by themselves.
import { button, clock, element } from './dom.js';
import { differences, labelOf, read, token, tokenOf, write } from './fields.js';
import { all, answered, prune, put, remove, send } from './local-copies.js';

const greeting = 200;   // ms another tab has to say that it lives

export async function recover({ form, words, banners, channel, autosave, text }) {
  prune();
  answered(Boolean(document.querySelector('.notes .done')));
  const id = form.dataset.id;
  const stamp = form.elements.Stamp?.value ?? '';
  const served = read(form);
  const servedAt = Number(form.dataset.at) || Date.parse(form.dataset.at) || Infinity;
  const mine = all().filter((record) => String(record.id || '') === id);
  if (mine.length === 0) return;

  const alive = await channel.alive(greeting);
  const offers = mine.filter((record) => !alive.has(record.session) && !settle(record));
  if (offers.length) offer(offers);

  /** True where nothing is left to ask. */
  function settle(record) {
    const { Title: [title] = [''], Markdown: [markdown] = [''] } = record.fields;
    if (!id && !(title + markdown).trim()) {
      remove(record.key);
      return true;
    }
    const differ = differences(record.fields, served, record.submitted && record.stamp !== stamp);
    if (differ.length && (!record.kept || record.at > servedAt)) return false;
    // The same text on a page whose stamp has not moved may be a refused form shown again: it counts as not kept yet.
    if (!differ.length && !record.kept && record.stamp === stamp) {
      autosave.changed();
      autosave.saveLocally();
    }
    remove(record.key);
    return true;
  }

  function offer([record, ...others]) {
    const next = () => {
      banners.hide('recovered');
      if (others.length) offer(others);
      else text.focus();
    };
    const at = clock(record.at);
    const title = record.fields.Title?.[0] || record.fields.Markdown?.[0]?.trim().slice(0, 40) || words('untitled');
    const differ = differences(record.fields, read(form)).map((name) => labelOf(form, name, words));
    banners.show('recovered', {
      text: id ? words('recovered', at) : words('recoveredNew', at, title),
      note: id && differ.length ? words('recoveredIn', differ.join(words('and'))) : null,
      actions: [
        button(words('recoveredUse'), () => {
          // The draft keeps its key: should the server have it after all, it is the same draft.
          if (!id && record.draft && form.elements.DraftKey) form.elements.DraftKey.value = record.draft;
          write(form, record.fields, text.replace);
          autosave.changed();
          autosave.saveLocally();
          remove(record.key);
          next();
        }),
        id ? button(words('recoveredCompare'), () => compare(record)) : null,
        button(words('recoveredDiscard'), () => discard(record, next), { class: 'bad' }),
      ],
    });
  }

  function discard(record, next) {
    const { key, session: _, ...copy } = record;
    remove(key);
    const shown = banners.show('recovered', {
      text: words('discarded'),
      actions: [
        button(words('discardUndo'), () => {
          put(key, copy);
          offer([record, ...others(record)]);
        }),
        button(words('close'), next),
      ],
    });
    shown.querySelector('button').focus();
  }

  const others = (record) => offers.filter((other) => other !== record && localStorage.getItem(other.key));

  /** The server's own comparison of the copy with what it holds; from there it can be merged, and on the way back the copy is no news. */
  function compare(record) {
    const sheet = element('form', { method: 'post', action: form.dataset.compare, hidden: true });
    const fields = { ...record.fields, Base: served.Markdown, [token]: [tokenOf(form)] };
    for (const [name, values] of Object.entries(fields)) for (const value of values ?? []) sheet.append(element('textarea', { name }, value));
    send(record.key);
    document.body.append(sheet);
    autosave.leave();
    sheet.submit();
  }
}
