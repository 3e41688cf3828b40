// render(tex, display): one SVG element of paths, or "!" and the parser's message. For programs that drop MathML. A fresh parser per call, so that
// macros stay in their formula; no shared glyphs, since <use> and ids do not survive there either.
import { mathjax } from "mathjax-full/js/mathjax.js";
import { TeX } from "mathjax-full/js/input/tex.js";
import { SVG } from "mathjax-full/js/output/svg.js";
import { liteAdaptor } from "mathjax-full/js/adaptors/liteAdaptor.js";
import { RegisterHTMLHandler } from "mathjax-full/js/handlers/html.js";
import "mathjax-full/js/input/tex/base/BaseConfiguration.js";
import "mathjax-full/js/input/tex/ams/AmsConfiguration.js";
import "mathjax-full/js/input/tex/amscd/AmsCdConfiguration.js";
import "mathjax-full/js/input/tex/bbox/BboxConfiguration.js";
import "mathjax-full/js/input/tex/boldsymbol/BoldsymbolConfiguration.js";
import "mathjax-full/js/input/tex/braket/BraketConfiguration.js";
import "mathjax-full/js/input/tex/cancel/CancelConfiguration.js";
import "mathjax-full/js/input/tex/cases/CasesConfiguration.js";
import "mathjax-full/js/input/tex/centernot/CenternotConfiguration.js";
import "mathjax-full/js/input/tex/color/ColorConfiguration.js";
import "mathjax-full/js/input/tex/colortbl/ColortblConfiguration.js";
import "mathjax-full/js/input/tex/enclose/EncloseConfiguration.js";
import "mathjax-full/js/input/tex/extpfeil/ExtpfeilConfiguration.js";
import "mathjax-full/js/input/tex/gensymb/GensymbConfiguration.js";
import "mathjax-full/js/input/tex/mathtools/MathtoolsConfiguration.js";
import "mathjax-full/js/input/tex/mhchem/MhchemConfiguration.js";
import "mathjax-full/js/input/tex/newcommand/NewcommandConfiguration.js";
import "mathjax-full/js/input/tex/textcomp/TextcompConfiguration.js";
import "mathjax-full/js/input/tex/textmacros/TextMacrosConfiguration.js";
import "mathjax-full/js/input/tex/upgreek/UpgreekConfiguration.js";

const packages = [
  "base", "ams", "amscd", "bbox", "boldsymbol", "braket", "cancel", "cases", "centernot", "color", "colortbl", "enclose", "extpfeil", "gensymb", "mathtools", "mhchem",
  "newcommand", "textcomp", "textmacros", "upgreek",
];
const adaptor = liteAdaptor();
RegisterHTMLHandler(adaptor);

// The metrics only decide where text of another font stands; sizes are read from the view box, in thousandths of an em.
const metrics = { em: 16, ex: 8, containerWidth: 1280 };

globalThis.render = (tex, display) => {
  const formatError = (_, error) => { throw error; };
  const input = new TeX({ packages, tags: "none", maxMacros: 1000, maxBuffer: 16 * 1024, formatError });
  const page = mathjax.document("", { InputJax: input, OutputJax: new SVG({ fontCache: "none", mtextInheritFont: false }) });
  try {
    return adaptor.innerHTML(page.convert(tex, { display, ...metrics }));
  } catch (error) {
    if (error.id) return "!" + error.message;   // a TexError
    throw error;
  }
};
