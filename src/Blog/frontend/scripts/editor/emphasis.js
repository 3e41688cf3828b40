// Emphasis beside Chinese, as the server renders it: `**强调。**然后` is bold. CommonMark's flanking rule asks for a blank there; here
// CJK signs count as letters (markdown-cjk-friendly). Lezer keeps its own delimiters to itself, so runs of up to three are all ours.
const strong = { resolve: 'StrongEmphasis', mark: 'EmphasisMark' };
const light = { resolve: 'Emphasis', mark: 'EmphasisMark' };
const star = 42;
const cjk = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\p{sc=Bopomofo}\u3000-\u303f\uff00-\uffef“”‘’…—]/u;
const punctuation = /[\p{P}\p{S}]/u;

function parse(cx, next, pos) {
  if (next !== star || cx.char(pos - 1) === star) return -1;
  let end = pos + 1;
  while (cx.char(end) === star) end++;
  const width = end - pos;
  if (width > 3) return -1;
  const before = cx.slice(Math.max(cx.offset, pos - 1), pos);
  const after = cx.slice(end, Math.min(cx.end, end + 1));
  const isBlank = (sign) => !sign.trim();
  const isSign = (sign) => punctuation.test(sign) && !cjk.test(sign);
  const left = !isBlank(after) && (!isSign(after) || isBlank(before) || isSign(before) || cjk.test(before));
  const right = !isBlank(before) && (!isSign(before) || isBlank(after) || isSign(after) || cjk.test(after));
  if (width < 3) return cx.addDelimiter(width === 2 ? strong : light, pos, end, left, right);
  const [first, second] = right && !left ? [light, strong] : [strong, light];
  const middle = pos + (first === strong ? 2 : 1);
  cx.addDelimiter(first, pos, middle, left, right);
  return cx.addDelimiter(second, middle, end, left, right);
}

export const emphasis = { parseInline: [{ name: 'CjkEmphasis', parse, before: 'Emphasis' }] };
