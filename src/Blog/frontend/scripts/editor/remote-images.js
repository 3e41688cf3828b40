// Pictures that the pasted text shows from other sites: they stay as they are unless the author brings them home.
import { isolateHistory } from '@codemirror/commands';
import { button, element } from './dom.js';
import { post } from './requests.js';

const atOnce = 4;   // in a request: the author sees how far it is

export function offerRemoteImages({ view, form, words, banners, addresses }) {
  const name = 'remote-images';
  const there = () => {
    const text = view.state.doc.toString();
    return addresses.filter((address) => text.includes(`](${address}`));
  };
  if (addresses.length === 0 || !form.dataset.bring) return;
  const hide = (label = words('remoteKeep')) => button(label, () => {
    banners.hide(name);
    view.focus();
  });

  banners.show(name, {
    text: words('remoteFound', addresses.length),
    actions: [button(words('remoteBring'), bring), hide()],
  });

  async function bring() {
    const waiting = there();
    const failed = [];
    let came = 0;
    const count = waiting.length;
    const tell = banners.show(name, { text: words('remoteBringing', 0, count), actions: [] }).querySelector('p');
    while (waiting.length) {
      const some = waiting.splice(0, atOnce);
      const body = new FormData();
      for (const address of some) body.append('address', address);
      const answer = await post(form, form.dataset.bring, body, { patience: 150000 }).catch(() => null);
      const results = answer?.ok && Array.isArray(answer.json) ? answer.json : some.map((address) => ({ address, error: answer?.json?.error ?? words('uploadFailed') }));
      const homes = new Map(results.filter((result) => result.href).map((result) => [result.address, result.href]));
      failed.push(...results.filter((result) => !result.href));
      came += homes.size;
      replace(homes);
      tell.textContent = words('remoteBringing', came + failed.length, count);
    }
    const isError = failed.length > 0;
    banners.show(name, {
      text: isError ? words('remoteSome', came, failed.length) : words('remoteCame', came),
      note: isError ? failed.map(({ address, error }) => words('because', address, error)).join(' ') : null,
      actions: [isError ? button(words('retry'), bring) : null, hide(words('dismiss'))],
    });
  }

  /** One step to undo. Waits for an input method to finish its word. */
  function replace(homes) {
    if (view.composing) return void setTimeout(replace, 200, homes);
    const text = view.state.doc.toString();
    const changes = [];
    for (const [address, href] of homes) {
      for (let at = text.indexOf(`](${address}`); at >= 0; at = text.indexOf(`](${address}`, at + 1)) {
        const end = at + 2 + address.length;
        if (!/[\s)]/.test(text[end] ?? '') || !/!\[(?:\\.|[^\]\\])*$/.test(text.slice(Math.max(0, at - 1000), at))) continue;
        changes.push({ from: at + 2, to: end, insert: href });
      }
    }
    if (changes.length) view.dispatch({ changes, annotations: isolateHistory.of('full'), userEvent: 'input.format' });
  }
}
