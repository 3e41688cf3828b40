// The search of the static copy: finds with the files below /search/ what the program would find in its database. The words are those of SearchTokens.cs, and
// their files those of SearchShard.cs.
(d => {
  const field = d.getElementById('q'), found = d.getElementById('found'), main = d.getElementById('main'), words = found.dataset;
  const root = words.index, loaded = new Map(), perPage = 20;
  const load = name => {
    if (!loaded.has(name)) loaded.set(name, fetch(root + name).then(answer => { if (!answer.ok) throw Error(name); return name.endsWith('.txt') ? answer.text() : answer.json() }));
    return loaded.get(name);
  };

  const wide = '\\u3005-\\u3007\\u3021-\\u3029\\u3031-\\u3035\\u3041-\\u3096\\u309d-\\u309f\\u30a1-\\u30fa\\u30fc-\\u30ff\\u3105-\\u312f\\u31a0-\\u31bf\\u31f0-\\u31ff\\u2e80-\\u2fdf\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\uff66-\\uff9d\\u{1b000}-\\u{1b16f}\\u{20000}-\\u{3fffd}';
  const sign = `[${wide}]|(?![\\x00-\\x7f])\\p{So}`, letter = `(?![${wide}])[\\p{L}\\p{N}_\\p{Mn}\\p{Mc}]`;
  const word = `(?:(?<!${letter}|\\.)\\.(?=\\p{L})(?=${letter}))?(?:${letter})+(?:[.'\u2019](?:${letter})+)*(?:(?<=(?<!${letter})\\p{L})#(?!#)|(?<=\\p{L})\\+\\+(?!\\+))?`;
  const token = new RegExp(`(?<sign>${sign})|${word}`, 'gu');

  const fold = async text => {
    let plain = text.normalize('NFKC').toLowerCase().replace(/[\u00c0-\u024f\u1e00-\u1eff]/g, c => { const bare = c.normalize('NFD')[0]; return /[a-z]/.test(bare) ? bare : c });
    plain = plain.replace(/[\u0300-\u036f\ufe00-\ufe0f]|\p{Cf}/gu, '');
    if (/[\u3400-\u9fff]/.test(plain)) {
      const table = new Map((await load('simplified.txt')).split('\n').map(pair => [...pair]));
      plain = [...plain].map(c => table.get(c) ?? c).join('');
    }
    return plain;
  };

  // M. F. Porter, "An algorithm for suffix stripping", as in EnglishStem.cs.
  const stem = w => {
    if (!/^[a-z]{3,}$/.test(w)) return w;
    const form = s => [...s].reduce((all, c) => all + ('aeiou'.includes(c) || c === 'y' && all.endsWith('c') ? 'v' : 'c'), '');
    const measure = s => (form(s).match(/v+c+/g) ?? []).length, vowel = s => form(s).includes('v');
    const short = s => /cvc$/.test(form(s)) && !/[wxy]$/.test(s), double = s => /([^aeiou])\1$/.test(s) && form(s).endsWith('cc');
    const longest = (rules, then) => {
      const rule = rules.filter(r => w.endsWith(r[0])).sort((a, b) => b[0].length - a[0].length)[0];
      if (rule) then(w.slice(0, w.length - rule[0].length), rule);
    };
    const rules = text => text.split(' ').map(pair => pair.split(':'));
    if (/(ss|i)es$/.test(w)) w = w.slice(0, -2);
    else if (/[^s]s$/.test(w)) w = w.slice(0, -1);
    if (w.endsWith('eed')) { if (measure(w.slice(0, -3)) > 0) w = w.slice(0, -1) }
    else {
      const cut = w.endsWith('ed') ? 2 : w.endsWith('ing') ? 3 : 0;
      if (cut && vowel(w.slice(0, -cut))) {
        w = w.slice(0, -cut);
        if (/(at|bl|iz)$/.test(w)) w += 'e';
        else if (double(w) && !/[lsz]$/.test(w)) w = w.slice(0, -1);
        else if (measure(w) === 1 && short(w)) w += 'e';
      }
    }
    if (w.endsWith('y') && vowel(w.slice(0, -1))) w = w.slice(0, -1) + 'i';
    const replace = (rest, [, put]) => { if (measure(rest) > 0) w = rest + put };
    longest(rules('ational:ate tional:tion enci:ence anci:ance izer:ize bli:ble alli:al entli:ent eli:e ousli:ous ization:ize ation:ate ator:ate alism:al iveness:ive fulness:ful ousness:ous aliti:al iviti:ive biliti:ble logi:log'), replace);
    longest(rules('icate:ic ative: alize:al iciti:ic ical:ic ful: ness:'), replace);
    longest(rules('al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize'), (rest, [suffix]) => { if (measure(rest) > 1 && (suffix !== 'ion' || /[st]$/.test(rest))) w = rest });
    if (w.endsWith('e')) { const rest = w.slice(0, -1), m = measure(rest); if (m > 1 || m === 1 && !short(rest)) w = rest }
    if (w.endsWith('ll') && measure(w) > 1) w = w.slice(0, -1);
    return w;
  };

  // What a question asks for: each term is a list of spellings, one of which is enough.
  const ask = async text => {
    const wanted = [], excluded = [];
    for (const [, minus, chunk] of text.matchAll(/([-\uff0d\u2212]?)([^\s"\uff02\u201c\u201d\u300c\u300d\u300e\u300f\u00ab\u00bb]+)/gu)) {
      const terms = minus ? excluded : wanted, tokens = [...(await fold(chunk)).matchAll(token)];
      tokens.forEach((one, i) => {
        const [text] = one, next = tokens[i + 1], before = tokens[i - 1];
        if (one.groups.sign) {
          if (next?.groups.sign && next.index === one.index + text.length) terms.push([text + next[0]]);
          else if (!(before?.groups.sign && before.index + before[0].length === one.index)) terms.push([text]);
        } else {
          const plain = text.replace(/'/g, '\u2019').replace(/\u2019s$/, '').slice(0, 64), root = stem(plain), number = /^v(?=\d)/.test(plain) ? plain.slice(1) : plain;
          terms.push([...new Set([plain, '~' + plain, root, '~' + root, number, '~' + number])]);
        }
      });
    }
    return { wanted, excluded };
  };

  const shard = (word, count) => {
    let hash = 2166136261;
    for (let i = 0; i < word.length; i++) hash = Math.imul(hash ^ word.charCodeAt(i), 16777619);
    return (hash >>> 0) % count;
  };
  const posts = text => { let last = 0; return text ? text.split(' ').map(n => last += parseInt(n, 36)) : [] };
  const matches = async (spellings, index) => {
    const all = new Map();
    await Promise.all(spellings.map(async word => {
      const entry = (await load(`words/${shard(word, index.shards)}.json`))[word];
      entry?.split('|').forEach((part, isBody) => posts(part).forEach(id => all.set(id, Math.max(all.get(id) ?? 0, isBody ? 1 : 3))));
    }));
    return all;
  };

  const search = async text => {
    const { wanted, excluded } = await ask(text), index = await load('index.json');
    if (!wanted.length) return [];
    const [first, ...rest] = await Promise.all(wanted.map(term => matches(term, index))), not = await Promise.all(excluded.map(term => matches(term, index)));
    const day = new Map(), language = new Map(), group = new Map();
    let last = 0;
    index.ids.forEach((step, i) => { last += step; day.set(last, index.days[i]); language.set(last, index.languages[index.language[i]]) });
    let hits = [...first].filter(([id]) => day.has(id) && (!words.language || language.get(id) === words.language) && rest.every(other => other.has(id)) && !not.some(other => other.has(id)))
      .map(([id, score]) => ({ id, score: score + rest.reduce((sum, other) => sum + other.get(id), 0), day: day.get(id) }))
      .sort((a, b) => b.score - a.score || b.day - a.day || b.id - a.id);
    if (!words.language) {
      index.groups.forEach(members => members.forEach(id => group.set(id, members)));
      const there = new Set(hits.map(hit => hit.id));
      hits = hits.filter(({ id }) => {
        const same = (group.get(id) ?? [id]).filter(other => there.has(other)), own = same.filter(other => language.get(other) === words.main);
        return id === (own.length ? Math.min(...own) : Math.min(...same));
      });
    }
    return hits.map(hit => ({ ...hit, block: Math.floor(hit.id / index.block) }));
  };

  const make = (name, text, parts = {}) => { const element = Object.assign(d.createElement(name), parts); element.append(...[text].flat()); return element };
  const show = async (text, page) => {
    const hits = text ? await search(text) : [], last = Math.max(1, Math.ceil(hits.length / perPage));
    page = Math.min(Math.max(1, page), last);
    const articles = await Promise.all(hits.slice((page - 1) * perPage, page * perPage).map(async ({ id, day, block }) => {
      const [href, title, language, category, snippet] = (await load(`posts/${block}.json`))[id];
      const link = make('a', title, { href: words.root + href }), heading = make('h2', link), about = make('p', [], { className: 'meta side' });
      const date = new Date((day - 719162) * 864e5).toISOString().slice(0, 10);
      about.append(make('span', make('time', date, { dateTime: date })));
      if (category) about.append(' ', make('span', category, { className: 'name' }));
      const text = make('p', snippet, { className: 'snippet' }), article = make('article', [heading, about, text], { className: 'hit spread' });
      if (language !== d.documentElement.lang) heading.lang = text.lang = language;
      return article;
    }));
    if (last > 1) {
      const to = (number, text, label) => { const a = make('a', text, { href: `?q=${encodeURIComponent(field.value.trim())}&page=${number}` }); a.ariaLabel = label; return make('li', a) };
      const list = make('ul', []), nav = make('nav', list, { className: 'pager spread' });
      nav.ariaLabel = words.pager;
      if (page > 1) list.append(to(page - 1, '‹', words.previous));
      const here = make('span', String(page));
      here.ariaCurrent = 'page';
      list.append(make('li', here));
      if (page < last) list.append(to(page + 1, '›', words.next));
      articles.push(nav);
    }
    main.querySelectorAll(':scope > .head ~ *').forEach(old => old.remove());
    main.append(...articles);
    found.textContent = !text ? words.help : hits.length === 0 ? words.none.replace('{0}', text) : hits.length === 1 ? words.one : words.many.replace('{0}', hits.length);
  };

  let timer, shown = null, turn = 0;
  const look = async (page = 1) => {
    const text = field.value.trim(), mine = ++turn;
    if (text === shown) return;
    shown = text;
    try { await show(text, page) } catch { if (mine === turn) found.textContent = words.failed }
  };
  const given = new URLSearchParams(location.search);
  field.value = given.get('q') ?? '';
  if (field.value) look(Number(given.get('page')) || 1);
  const soon = () => { clearTimeout(timer); timer = setTimeout(async () => { await look(); history.replaceState(null, '', field.value.trim() ? '?q=' + encodeURIComponent(field.value.trim()) : location.pathname) }, 250) };
  field.addEventListener('input', e => { if (!e.isComposing) soon() });
  field.addEventListener('compositionend', soon);
})(document)
