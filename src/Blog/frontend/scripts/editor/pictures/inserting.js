// Puts chosen pictures into the text, and asks for the descriptions that are missing.
import { around, insertBlock } from '../commands.js';
import { gallery } from './group.js';

export function insertPictures(view, pictures, beside, askAlt) {
  const { state } = view;
  const { from, to } = state.selection.main;
  const line = state.doc.lineAt(to);
  const texts = pictures.map(({ markdown }) => markdown);
  let start = from;
  if (pictures.length === 1 && from === to && line.text.trim() !== '' && to !== line.to) {
    view.dispatch({ changes: { from, insert: texts[0] }, selection: { anchor: from + texts[0].length }, userEvent: 'input.paste', scrollIntoView: true });
  } else {
    const block = beside ? gallery(texts) : texts.join('\n\n');
    start = from + around(state, from, to).before.length;
    insertBlock(view, block, block.length, 'input.paste');
  }
  for (const picture of pictures) {
    const at = view.state.doc.toString().indexOf(picture.markdown, start);
    if (at < 0) continue;
    askAlt(picture.markdown, at, picture.name);
    start = at + picture.markdown.length;
  }
  view.focus();
}
