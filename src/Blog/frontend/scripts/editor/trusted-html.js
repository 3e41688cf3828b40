// The page's one Trusted Types policy, `preview` (Site/Http/SecurityHeaders). Two kinds of HTML pass it: the server's rendering, which
// is sanitized there, and what is pasted, which never enters the page: it becomes a document without scripts, and that becomes Markdown.
const policy = globalThis.trustedTypes?.createPolicy('preview', { createHTML: (html) => html });

export const trusted = (html) => (policy ? policy.createHTML(html) : html);
