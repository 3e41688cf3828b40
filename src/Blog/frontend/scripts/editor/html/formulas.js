// Formulas whose source carries TeX: KaTeX, MathJax, MathML with an annotation, Wikipedia, Zhihu, Yuque's cards, and plain attributes.
import { all, isText, make } from './nodes.js';

const whole = '.katex-display, .katex, mjx-container, .MathJax_Display, .MathJax_SVG_Display, .MathJax, .mwe-math-element, math, '
  + 'script[type^="math/tex"], img.mwe-math-fallback-image-inline, img.mwe-math-fallback-image-display, img[eeimg], card[name="math"], math-renderer, '
  + '[data-tex], [data-latex], [data-math], [data-formula], [data-equation], [data-eq], [data-katex]';
const attributes = ['data-tex', 'data-latex', 'data-formula', 'data-math', 'data-equation', 'data-eq', 'data-katex', 'alttext'];

function texOf(element) {
  const annotation = element.querySelector('annotation[encoding="application/x-tex"], annotation[encoding="TeX"]');
  if (annotation) return annotation.textContent;
  const script = element.matches('script') ? element : element.querySelector('script[type^="math/tex"]');
  if (script) return script.textContent;
  for (const carrier of [element, ...all(element, attributes.map((name) => `[${name}]`).join())]) {
    for (const name of attributes) if (carrier.getAttribute(name)?.trim()) return carrier.getAttribute(name);
  }
  if (element.matches('card')) {
    try {
      return JSON.parse(decodeURIComponent(element.getAttribute('value').replace(/^data:/, ''))).code;
    } catch {
      return null;
    }
  }
  if (element.matches('math-renderer')) return /^\s*\$[^]+\$\s*$/.test(element.textContent) ? element.textContent : null;
  const image = element.matches('img') ? element : element.querySelector('img[eeimg], img[class*="mwe-math"]');
  return image?.getAttribute('alt') ?? null;
}

function isDisplayed(element, tex) {
  return Boolean(element.closest('.katex-display, .MathJax_Display, .MathJax_SVG_Display, [display="true"], math[display="block"], .mwe-math-element-block'))
    || Boolean(element.querySelector('[display="block"], script[type*="mode=display"]'))
    || element.matches('[display="block"], script[type*="mode=display"], img[eeimg="2"], [data-display="true"], [data-display="block"], img.mwe-math-fallback-image-display')
    || /^\s*(\$\$|\\\[)|\\\\\s*$/.test(tex);
}

// Wikipedia and MathJax wrap what they were given.
const bare = (tex) => tex
  .replace(/^\s*(?:\$\$([^]*)\$\$|\$([^]*)\$|\\\[([^]*)\\\]|\\\(([^]*)\\\))\s*$/, (_, a, b, c, d) => a ?? b ?? c ?? d)
  .replace(/^\s*\{\\(?:displaystyle|textstyle)\s?([^]*)\}\s*$/, '$1')
  .replace(/\\\\\s*$/, '')
  .trim();

/** Puts `<x-formula data-tex>` in the place of every formula. */
export function readFormulas(body) {
  for (const element of all(body, whole)) {
    if (!body.contains(element) || element.parentElement?.closest('x-formula')) continue;
    const given = texOf(element);
    const tex = given && bare(given);
    if (!tex) continue;
    const formula = make(body.ownerDocument, 'x-formula', { 'data-tex': tex, ...(isDisplayed(element, given) ? { 'data-block': '' } : {}) }, '∑');
    // MathJax 2 shows the formula in an element before the script that says it.
    const shown = element.matches('script') ? element.previousElementSibling : null;
    if (shown?.matches('[class^="MathJax"]')) shown.remove();
    element.replaceWith(formula);
  }
  for (const preview of all(body, '.MathJax_Preview')) preview.remove();
  for (const block of all(body, 'x-formula[data-block]')) {
    if (isText(block.nextSibling)) block.nextSibling.data = block.nextSibling.data.trimStart();
  }
}
