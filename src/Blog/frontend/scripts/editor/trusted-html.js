// The page's one way in for HTML: what the server rendered. The response header allows this policy and no other.
const policy = globalThis.trustedTypes?.createPolicy('preview', { createHTML: (html) => html });

/** The nodes of the server's HTML, not yet part of the page. */
export function fragmentOf(html) {
  const template = document.createElement('template');
  template.innerHTML = policy ? policy.createHTML(html) : html;
  return template.content;
}
