// Comforts for readers: a copy button on code, the share read where CSS cannot count it. Nothing here is needed to read.
(d => {
  const words = d.body.dataset;
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
  const read = d.querySelector('.top .read');
  if (read && !CSS.supports('animation-timeline: scroll()')) {
    const root = d.documentElement;
    const count = () => { read.textContent = Math.round(100 * scrollY / Math.max(1, root.scrollHeight - innerHeight)) + '%' };
    addEventListener('scroll', count, { passive: true });
    count();
  }
})(document)
