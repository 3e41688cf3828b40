// Shows what is found while it is typed: the very page that Enter would open, without opening it. Down goes from the field to the hits, Escape back.
(d => {
  const field = d.getElementById('q'), found = d.getElementById('found'), hits = page => page.querySelectorAll('main > .head ~ *');
  let timer, asking, shown = field.value.trim();
  const look = async () => {
    const q = field.value.trim();
    if (q === shown) return;
    asking?.abort();
    asking = new AbortController();
    const url = new URL(field.form.action);
    if (q) url.searchParams.set('q', q);
    try {
      const answer = await fetch(url, { signal: asking.signal });
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      hits(d).forEach(old => old.remove());
      d.getElementById('main').append(...hits(page));
      found.textContent = page.getElementById('found').textContent;
      d.querySelectorAll('.tools [hreflang]').forEach(a => a.href = page.querySelector(`.tools [hreflang="${a.hreflang}"]`)?.href ?? a.href);
      d.title = page.title;
      history.replaceState(null, '', url);
      shown = q;
    } catch { }   // overtaken by the next letter, or no network: the form still works
  };
  field.addEventListener('input', e => { clearTimeout(timer); if (!e.isComposing) timer = setTimeout(look, 250) });
  field.addEventListener('compositionend', () => { clearTimeout(timer); timer = setTimeout(look, 250) });
  d.addEventListener('keydown', e => {
    const links = [...d.querySelectorAll('.hit h2 a')], at = links.indexOf(d.activeElement);
    if (e.isComposing || e.altKey || e.ctrlKey || e.metaKey || at < 0 && d.activeElement !== field) return;
    const to = e.key === 'ArrowDown' ? links[at + 1] : e.key === 'ArrowUp' && at >= 0 ? links[at - 1] ?? field : e.key === 'Escape' && at >= 0 ? field : null;
    if (to) { e.preventDefault(); to.focus() }
  });
})(document)
