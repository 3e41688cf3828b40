/** The status line: what the server wrote before its first dot stays (「草稿」), the rest tells how the text is kept. */
export function createStatus(line) {
  const state = document.createTextNode('');
  const kept = document.createElement('span');
  let lead = '';
  // The same words again would be read out again.
  const set = (text, action = null) => {
    const before = lead && (text ? `${lead} · ` : lead);
    if (state.data !== before) state.data = before;
    if (kept.textContent !== text || action) kept.replaceChildren(text, ...(action ? [' ', action] : []));
  };
  const tell = (text) => {
    const [first, ...rest] = text.split('·');
    lead = first.trim();
    set(rest.join('·').trim());
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
      set(text, action);
    },
    get failing() {
      return line.classList.contains('error');
    },
  };
}
