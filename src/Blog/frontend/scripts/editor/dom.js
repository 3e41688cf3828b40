/** An element with its attributes and children: markup without strings, as Trusted Types ask for. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (value === true) made.setAttribute(key, '');
    else if (value !== false && value != null) made.setAttribute(key, value);
  }
  made.append(...children.filter((child) => child != null));
  return made;
}

export const button = (label, onclick, attributes = {}) => element('button', { type: 'button', onclick, ...attributes }, label);

/** 128 random bits. crypto.randomUUID is missing where a blog is served by plain http. */
export const randomId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

const language = document.documentElement.lang || undefined;

/** A time of day, with its date where that is not today. The server may have written it already. */
export function clock(at, zone) {
  const date = typeof at === 'string' && !/^\d{4}-.*T/.test(at) ? null : new Date(at);
  if (!date || Number.isNaN(+date)) return String(at ?? '');
  const day = (d) => new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(d);
  const shape = day(date) === day(new Date()) ? {} : { month: 'numeric', day: 'numeric' };
  return new Intl.DateTimeFormat(language, { ...shape, hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: zone }).format(date);
}

export const number = (value) => new Intl.NumberFormat(language).format(value);

export const size = (bytes) => `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(bytes / 1048576)} MB`;
