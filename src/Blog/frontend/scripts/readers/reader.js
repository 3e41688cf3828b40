// Comforts for readers: links to headings as other programs write them, a copy button on code, pictures at their full size, players of other sites after a click, the share read where CSS cannot count it. Nothing here is needed to read.
(d => {
  const words = d.body.dataset;
  const letters = name => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  const seek = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name) } catch { return }
    if (!name || d.getElementById(name)) return;
    const heading = [...d.querySelectorAll('.prose :is(h2,h3,h4,h5,h6)[id]')].find(h => letters(h.id) === letters(name));
    if (heading) location.replace('#' + heading.id);
  };
  addEventListener('hashchange', seek);
  seek();
  if (navigator.clipboard) for (const code of d.querySelectorAll('.prose .code pre')) {
    const button = d.createElement('button'), label = code.closest('.code').querySelector('p, summary')?.firstChild?.textContent ?? '';
    const unseen = d.createElement('span');
    button.type = 'button';
    button.className = 'copy';
    unseen.className = 'unseen';
    unseen.textContent = ' ' + words.code.replace('{0}', label).replace('  ', ' ');
    const say = word => button.replaceChildren(word, unseen);
    say(words.copy);
    button.onclick = () => navigator.clipboard.writeText(code.textContent).then(() => { say(words.copied); setTimeout(say, 2000, words.copy) });
    code.closest('.code').append(button);
  }
  for (const picture of d.querySelectorAll('article.post .prose img[width]')) if (picture.getAttribute('width') > 720 && !picture.closest('a')) {
    const link = d.createElement('a');
    link.href = picture.src;
    link.className = `large ${picture.className}`.trim();   // a diagram for the other scheme is hidden with its link
    if (!picture.alt) link.ariaLabel = words.large;
    picture.replaceWith(link);
    link.append(picture);
    link.onclick = e => {
      if (e.ctrlKey || e.metaKey || e.shiftKey) return;
      e.preventDefault();
      const box = d.createElement('dialog'), large = new Image(), close = d.createElement('button');
      box.className = 'large';
      box.ariaLabel = large.alt = picture.alt || words.large;
      large.src = link.href;
      close.textContent = words.close;
      box.append(large, close);
      box.onclick = () => box.close();
      box.onclose = () => box.remove();
      d.body.append(box);
      box.showModal();
    };
  }
  for (const link of d.querySelectorAll('a[data-player]')) link.onclick = e => {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    e.preventDefault();
    const box = d.createElement('span'), frame = d.createElement('iframe'), { player, kind, title } = link.dataset;
    box.className = kind;
    frame.sandbox = 'allow-scripts allow-same-origin allow-popups allow-presentation';
    frame.referrerPolicy = 'strict-origin';
    frame.allowFullscreen = true;
    frame.title = title;
    frame.src = player;
    box.append(frame);
    link.before(box);
    link.onclick = null;
    frame.focus();
  };
  const read = d.querySelector('.top .read');
  if (read && !CSS.supports('animation-timeline: scroll()')) {
    const root = d.documentElement;
    const count = () => { read.textContent = Math.round(100 * scrollY / Math.max(1, root.scrollHeight - innerHeight)) + '%' };
    addEventListener('scroll', count, { passive: true });
    count();
  }
})(document)
