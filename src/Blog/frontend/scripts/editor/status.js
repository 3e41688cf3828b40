/** The status line: what the server wrote before its first dot stays (「草稿」); the rest says whether the text is saved, in one place. */
export function createStatus(line) {
  const state = document.createTextNode('');
  const kept = document.createElement('span');
  let lead = '';
  let last = '';
  // The same words again would be read out again.
  const set = (text, action = null) => {
    const before = lead && (text ? `${lead} · ` : lead);
    if (state.data !== before) state.data = before;
    if (kept.textContent !== text || action) kept.replaceChildren(text, ...(action ? [' ', action] : []));
  };
  const show = (text, isError, action) => {
    line.classList.toggle('error', isError);
    kept.removeAttribute('aria-hidden');
    set(text, action);
  };
  const tell = (text) => {
    const [first, ...rest] = text.split('·');
    lead = first.trim();
    last = rest.join('·').trim();
    show(last, false);
  };
  tell(line.textContent);
  line.replaceChildren(state, kept);
  return {
    /** The whole line as the server says it after saving. */
    served: tell,
    say(text, isError = false, action = null) {
      if (!isError) last = text;
      show(text, isError, action);
    },
    /** On its way: shown, but not read out at every pause of typing. */
    saving(text) {
      show(text, false);
      kept.setAttribute('aria-hidden', 'true');
    },
    /** What it said last when all was well. */
    restore: () => show(last, false),
    get failing() {
      return line.classList.contains('error');
    },
  };
}
