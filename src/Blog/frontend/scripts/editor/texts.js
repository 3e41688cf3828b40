// The words come with the page, in the language of the admin area: Editor/Scripting/EditorScriptTexts.
export function textsOf(form) {
  let given = {};
  try {
    given = JSON.parse(form.dataset.words || '{}');
  } catch {
    // Malformed words are no reason to have no editor: it shows their keys.
  }
  return (key, ...values) => values.reduce((text, value, i) => text.replaceAll(`{${i}}`, () => value), given[key] ?? key);
}
