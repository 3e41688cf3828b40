// Runs in a sandboxed document of its own: draws one diagram at a time and hands back SVG without styles. What the browser computed for
// each element becomes its presentation attributes, so that the picture needs no style sheet. The server cleans it all the same.
import mermaid from 'mermaid';

const fonts = 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif';
const inherited = {
  fill: 'rgb(0, 0, 0)', 'fill-opacity': '1', 'fill-rule': 'nonzero', stroke: 'none', 'stroke-width': '1px', 'stroke-opacity': '1',
  'stroke-dasharray': 'none', 'stroke-dashoffset': '0px', 'stroke-linecap': 'butt', 'stroke-linejoin': 'miter', 'stroke-miterlimit': '4',
  'font-family': '', 'font-size': '', 'font-style': 'normal', 'font-weight': '400', 'text-anchor': 'start', 'dominant-baseline': 'auto',
  visibility: 'visible', 'letter-spacing': 'normal', 'paint-order': 'normal',
};
const own = {
  opacity: '1', 'stop-color': 'rgb(0, 0, 0)', 'stop-opacity': '1', 'alignment-baseline': 'auto', 'text-decoration-line': 'none',
  'marker-start': 'none', 'marker-mid': 'none', 'marker-end': 'none', 'flood-color': 'rgb(0, 0, 0)', 'flood-opacity': '1', filter: 'none',
};
const unset = ['class', 'style', 'color', 'text-decoration', ...Object.keys(inherited), ...Object.keys(own)];

function configure(theme) {
  mermaid.initialize({
    startOnLoad: false,
    securityLevel: 'strict',
    suppressErrorRendering: true,
    deterministicIds: true,
    theme,
    look: 'classic',
    layout: 'dagre',   // the library's default, ELK, is left out of the bundle
    fontFamily: fonts,
    themeVariables: { fontFamily: fonts },
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    class: { htmlLabels: false },
    state: { htmlLabels: false },
    secure: ['secure', 'securityLevel', 'startOnLoad', 'maxTextSize', 'maxEdges', 'suppressErrorRendering', 'htmlLabels', 'fontFamily', 'layout'],
  });
}

const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** A colour that every program knows: newer notations are what the browser paints for them. */
function literal(value) {
  if (!/^(color|oklch|oklab|lab|lch|color-mix)\(/.test(value)) return value;
  canvas.clearRect(0, 0, 1, 1);
  canvas.fillStyle = value;
  canvas.fillRect(0, 0, 1, 1);
  const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
  return a === 255 ? `rgb(${r}, ${g}, ${b})` : `rgba(${r}, ${g}, ${b}, ${(a / 255).toFixed(3)})`;
}

function fold(svg) {
  const elements = [svg, ...svg.querySelectorAll('*')].filter((element) => element instanceof SVGElement && !element.closest('foreignObject'));
  const computed = new Map(elements.map((element) => {
    const style = getComputedStyle(element);
    const values = {};
    for (const name of [...Object.keys(inherited), ...Object.keys(own)]) values[name] = style.getPropertyValue(name);
    return [element, { values, isHidden: style.display === 'none' && !element.closest('defs, marker, symbol, clipPath, mask, pattern') }];
  }));
  for (const [element, { values, isHidden }] of computed) {
    if (isHidden || /^(style|script|foreignObject)$/.test(element.localName)) {
      element.remove();
      continue;
    }
    for (const name of unset) element.removeAttribute(name);
    if (/^(title|desc|defs)$/.test(element.localName)) continue;
    const above = element === svg ? null : computed.get(element.parentElement)?.values;
    for (const [name, initial] of Object.entries(inherited)) {
      if (values[name] !== (above ? above[name] : initial)) element.setAttribute(name, literal(values[name]));
    }
    for (const [name, initial] of Object.entries(own)) {
      if (values[name] && values[name] !== initial) element.setAttribute(name === 'text-decoration-line' ? 'text-decoration' : name, literal(values[name]));
    }
  }
  for (const foreign of svg.querySelectorAll('foreignObject')) foreign.remove();
}

/** Labels in HTML are text that would be lost: what has none beside it cannot be kept. */
const losesText = (svg) => [...svg.querySelectorAll('foreignObject')].some((foreign) => foreign.textContent.trim() && !foreign.closest('switch'));

async function draw(text, theme, number) {
  configure(theme);
  const { svg } = await mermaid.render(`d${number}`, text);
  const holder = document.createElement('div');
  document.body.append(holder);
  try {
    holder.innerHTML = svg;
    const root = holder.querySelector('svg');
    if (losesText(root)) throw new Error('This kind of diagram has HTML labels, which no picture can keep.');
    const box = root.viewBox.baseVal;
    fold(root);
    if (box?.width > 0) {
      root.setAttribute('width', Math.ceil(box.width));
      root.setAttribute('height', Math.ceil(box.height));
    }
    return new XMLSerializer().serializeToString(root);
  } finally {
    holder.remove();
  }
}

let line = Promise.resolve();   // the library's configuration is one for all: one diagram after the other

addEventListener('message', ({ data, source }) => {
  if (source !== parent || typeof data?.text !== 'string') return;
  line = line.then(async () => {
    try {
      const light = await draw(data.text, 'default', data.number);
      const dark = await draw(data.text, 'dark', data.number);
      parent.postMessage({ number: data.number, light, dark }, '*');   // the page that may frame this document is ours
    } catch (error) {
      parent.postMessage({ number: data.number, error: String(error?.message ?? error).slice(0, 1000) }, '*');
    }
  });
});
parent.postMessage({ type: 'ready' }, '*');
