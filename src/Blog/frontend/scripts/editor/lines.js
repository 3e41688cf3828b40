import { EditorSelection } from '@codemirror/state';

/** Changes each line the selections touch; blank ones only where nothing else is there. */
export function lines(view, change) {
  const { state } = view;
  const touched = new Map();
  for (const range of state.selection.ranges) {
    for (let pos = range.from; ;) {
      const line = state.doc.lineAt(pos);
      touched.set(line.from, line);
      if (line.to >= range.to) break;
      pos = line.to + 1;
    }
  }
  const all = [...touched.values()];
  const full = all.filter((line) => line.text.trim());
  const changes = change(full.length ? full : all);
  view.dispatch({ changes, userEvent: 'input.format', scrollIntoView: true, selection: moved(state, changes) });
  return true;
}

// A cursor at the beginning of a line stays behind the mark that is put there.
function moved(state, changes) {
  const set = state.changes(changes);
  return EditorSelection.create(state.selection.ranges.map((range) => EditorSelection.range(set.mapPos(range.anchor, 1), set.mapPos(range.head, 1))), state.selection.mainIndex);
}
