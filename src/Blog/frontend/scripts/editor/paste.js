// What is pasted or dropped: pictures are uploaded, and an address over selected text makes it a link.
import { EditorView } from '@codemirror/view';
import { isAddress } from './commands.js';

const pictures = (data) => [...(data?.files ?? [])].filter((file) => file.type.startsWith('image/'));
const hasFiles = (data) => [...(data?.types ?? [])].includes('Files');

export function pasteHandlers(add) {
  // A file dropped beside the text would replace the page.
  for (const name of ['dragover', 'drop']) {
    addEventListener(name, (event) => event.defaultPrevented || (hasFiles(event.dataTransfer) && event.preventDefault()));
  }

  return EditorView.domEventHandlers({
    paste(event, view) {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      // Spreadsheets and word processors put a picture of the text beside the text: the text is meant.
      const files = text ? [] : pictures(event.clipboardData);
      if (files.length) {
        event.preventDefault();
        add(files);
        return true;
      }
      const { main } = view.state.selection;
      const selected = view.state.sliceDoc(main.from, main.to);
      if (!isAddress(text) || main.empty || selected.includes('\n') || isAddress(selected)) return false;
      event.preventDefault();
      const insert = `[${selected}](${text.trim()})`;
      view.dispatch({ changes: { from: main.from, to: main.to, insert }, selection: { anchor: main.from + insert.length }, userEvent: 'input.paste' });
      return true;
    },
    dragover: (event) => hasFiles(event.dataTransfer) && (event.preventDefault(), true),
    drop(event, view) {
      const files = [...(event.dataTransfer?.files ?? [])];
      if (files.length === 0) return false;
      event.preventDefault();
      add(files, view.posAtCoords({ x: event.clientX, y: event.clientY }, false));
      return true;
    },
  });
}
