// The page's one Trusted Types policy, `preview` (Site/Http/SecurityHeaders). Two kinds of HTML pass it: the server's rendering, which
// is sanitized there, and what is pasted, which never enters the page: it becomes a document without scripts, and that becomes Markdown.
const policy = globalThis.trustedTypes?.createPolicy('preview', { createHTML: (html) => html });

export const trusted = (html) => (policy ? policy.createHTML(html) : html);

/** The nodes of the server's HTML, not yet part of the page. */
export function fragmentOf(html) {
  const template = document.createElement('template');
  template.innerHTML = trusted(html);
  return template.content;
}
