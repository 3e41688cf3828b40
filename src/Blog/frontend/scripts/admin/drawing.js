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

// The library's own series of colours are white on yellow in places, and nearly black on black. Fields hold text; lines have labels.
const schemes = {
  default: {
    fields: ['#a9d3b0', '#f2cf7a', '#a8c8ea', '#eeb0b0', '#c7b6ea', '#9fdcd5', '#f0bd8a', '#cdd88a', '#e7aed4', '#bcc3cf', '#9fcbe4', '#d6bba2'],
    lines: ['#2e7d4f', '#96650f', '#2f6db3', '#b5484c', '#6f55b5', '#17756f', '#a1601f', '#66731a'],
    ink: '#222222', paper: '#ffffff', danger: '#b5484c', dangerEdge: '#8f3539', task: '#5b63b7',
  },
  dark: {
    fields: ['#2f5d3a', '#6b5518', '#2c4f78', '#74383a', '#55457f', '#1f5f5b', '#75502a', '#566020', '#6d3a62', '#4a5160', '#255a73', '#614c37'],
    lines: ['#6fcf97', '#e0b04a', '#6ea8e5', '#e58a8d', '#a990e6', '#5fc9c0', '#e0a063', '#b9c657'],
    ink: '#f2f2f2', paper: '#141414', danger: '#74383a', dangerEdge: '#e58a8d', task: '#4a5160',
  },
};

function variables(theme) {
  const { fields, lines, ink, paper, danger, dangerEdge, task } = schemes[theme];
  const series = (values, ...names) => values.flatMap((value, i) => names.map((name) => [name(i), value]));
  return {
    fontFamily: fonts,
    ...Object.fromEntries([
      ...series(fields, (i) => `cScale${i}`, (i) => `pie${i + 1}`),
      ...fields.map((_, i) => [`cScaleLabel${i}`, ink]),
      ...series(lines, (i) => `git${i}`, (i) => `cScalePeer${i}`, (i) => `cScaleInv${i}`),
      ...lines.map((_, i) => [`gitBranchLabel${i}`, paper]),
    ]),
    pieOpacity: '1', pieStrokeColor: paper, pieOuterStrokeColor: paper, pieSectionTextColor: ink, pieTitleTextColor: ink, pieLegendTextColor: ink,
    critBkgColor: danger, critBorderColor: dangerEdge, taskBkgColor: task, taskTextColor: '#ffffff', taskTextLightColor: '#ffffff',
    xyChart: { backgroundColor: 'transparent', titleColor: ink, plotColorPalette: lines.join(',') },
  };
}

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
    themeVariables: variables(theme),
    htmlLabels: false,
    flowchart: { htmlLabels: false },
    class: { htmlLabels: false },
    state: { htmlLabels: false },
    gantt: { useWidth: 800, fontSize: 13, sectionFontSize: 13 },   // as wide as a text: wider, it shrinks until nobody can read it
    journey: { taskFontFamily: fonts, titleFontFamily: fonts },
    quadrantChart: { pointTextPadding: 9 },
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

/** Where a label was to be HTML in a minimal width, its text begins where the HTML would: in the middle is its place. */
function centre(svg) {
  for (const label of svg.querySelectorAll('.statediagram-state > rect.label-container ~ g.label')) {
    const text = label.querySelector('text');
    if (!text || getComputedStyle(text).textAnchor !== 'start') continue;
    const box = text.getBBox();
    const y = label.transform.baseVal.consolidate()?.matrix.f ?? 0;
    label.setAttribute('transform', `translate(${-(box.x + box.width / 2)}, ${y})`);
  }
}

/** The text beside an HTML label may have the colour of the field it stands on. */
function colour(svg, ink) {
  for (const text of svg.querySelectorAll('switch > text')) {
    const field = text.parentElement.parentElement.querySelector(':scope > rect');
    if (field && getComputedStyle(field).fill === getComputedStyle(text).fill) text.style.fill = ink;
  }
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
    centre(root);
    colour(root, schemes[theme].ink);
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
