/** The status line: what the server wrote before its first dot stays (「草稿」), the rest tells how the text is kept. */
export function statusOf(line) {
  const state = document.createTextNode('');
  const kept = document.createElement('span');
  const tell = (text) => {
    const [first, ...rest] = text.split('·');
    const lead = first.trim() && `${first.trim()} · `;
    if (state.data !== lead) state.data = lead;
    if (kept.textContent !== rest.join('·').trim()) kept.textContent = rest.join('·').trim();
  };
  tell(line.textContent);
  line.replaceChildren(state, kept);
  return {
    /** The whole line as the server says it after keeping. */
    served(text) {
      line.classList.remove('error');
      tell(text);
    },
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
