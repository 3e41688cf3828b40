// render(text): one entry per piece, flat: a syllable after "+", anything that is not Chinese after "=".
import { pinyin } from "pinyin-pro";

globalThis.render = (text) =>
  pinyin(text, { type: "all", toneType: "none", v: true, nonZh: "consecutive" })
    .map((piece) => (piece.isZh ? "+" + piece.pinyin : "=" + piece.origin));
