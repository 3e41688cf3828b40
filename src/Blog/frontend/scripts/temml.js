// render(tex, display): MathML, or "!" and the parser's message. A fresh macro table per call, so that \gdef stays in its formula.
import temml from "temml";

globalThis.render = (tex, display) => {
  try {
    return temml.renderToString(tex, {
      displayMode: display,
      throwOnError: true,
      trust: false,
      macros: {},
      maxExpand: 1000,
      maxSize: [50, 50],
    });
  } catch (error) {
    if (error.name === "ParseError") return "!" + error.message;
    throw error;
  }
};
