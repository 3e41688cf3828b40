/** The status line: what the server wrote before its last dot stays (「草稿」), the rest tells how the text is kept. */
export function statusOf(line) {
  let kept = line.querySelector('.kept');
  if (!kept) {
    const [first, ...rest] = line.textContent.split('·');
    kept = document.createElement('span');
    kept.className = 'kept';
    kept.textContent = rest.join('·').trim();
    line.replaceChildren(first.trim(), first.trim() ? ' · ' : '', kept);
  }
  return {
    say(text, isError = false, action = null) {
      line.classList.toggle('error', isError);
      // The same words again would be read out again.
      if (kept.textContent !== text || action) kept.replaceChildren(text, ...(action ? [' ', action] : []));
    },
    get failing() {
      return line.classList.contains('error');
    },
  };
}
