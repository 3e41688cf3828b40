// Bundles what runs at render time and the editor, minifies the other scripts and the stylesheets, cuts the math font to what formulas use, collects the
// licences and writes manifest.json.
//   node build.mjs           writes into the project
//   node build.mjs --check   builds into a temporary folder and compares; exit code 1 on a difference
import { build, transform } from "esbuild";
import subsetFont from "subset-font";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);
const bundles = ["highlight", "temml", "pinyin", "mathjax"];
// Left out of mermaid: ELK's layout, which is as large as all the rest that is common and has another licence, and formulas in labels,
// which are HTML.
const leftOut = ["elkjs", "katex"];
const packages = [
  "highlight.js", "temml", "pinyin-pro", "mathjax-full", "mhchemparser", "@fontsource/stix-two-math",
  "@codemirror/commands", "@codemirror/lang-markdown", "@codemirror/language", "@codemirror/search", "@codemirror/state", "@codemirror/view",
  "@lezer/common", "@lezer/highlight", "@lezer/markdown", "@marijn/find-cluster-break", "crelt", "style-mod", "w3c-keyname",
  "turndown", "@joplin/turndown-plugin-gfm",
  "mermaid", "@braintree/sanitize-url", "@chevrotain/cst-dts-gen", "@chevrotain/gast", "@chevrotain/regexp-to-ast", "@chevrotain/utils",
  "@iconify/utils", "@mermaid-js/parser", "@upsetjs/venn.js", "chevrotain", "cose-base", "cytoscape", "cytoscape-cose-bilkent",
  "cytoscape-fcose", "d3", "d3-array", "d3-axis", "d3-brush", "d3-chord", "d3-color", "d3-contour", "d3-delaunay", "d3-dispatch",
  "d3-drag", "d3-dsv", "d3-ease", "d3-fetch", "d3-force", "d3-format", "d3-geo", "d3-hierarchy", "d3-interpolate", "d3-path", "d3-polygon",
  "d3-quadtree", "d3-random", "d3-sankey", "d3-scale", "d3-scale-chromatic", "d3-selection", "d3-shape", "d3-time", "d3-time-format",
  "d3-timer", "d3-transition", "d3-zoom", "dagre-d3-es", "dayjs", "dompurify", "es-toolkit", "khroma", "layout-base", "lodash-es",
  "marked", "roughjs", "stylis", "ts-dedent",
];
const editor = (await readdir(join(here, "scripts/editor"), { recursive: true })).filter((name) => name.endsWith(".js")).sort().map((name) => `scripts/editor/${name}`);
const scripts = ["readers/reader", "readers/search", "readers/site-search", "readers/theme", "admin/account", "admin/comments"];
const styles = ["blog", "math", "comments", "admin"].map((name) => `Site/Assets/${name}.css`);
const ofAdmin = ["admin/copying", "admin/diagrams", "admin/drawing"];
const inputs = ["build.mjs", "package.json", "package-lock.json", ...bundles.map((name) => `scripts/${name}.js`), ...editor, ...scripts.map((name) => `scripts/${name}.js`), ...ofAdmin.map((name) => `scripts/${name}.js`), "scripts/admin/painting.js"];
const font = "node_modules/@fontsource/stix-two-math/files/stix-two-math-latin-400-normal.woff2";

// The whole font is 400 KB, and a page of formulas waits for it: math.css says which characters stand in which file. Left out are rare
// relations: those few take the next font of the list. Hints and kerning are left out too: each letter of a formula stands by itself.
const mathSheet = "Site/Assets/math.css";
const fonts = ["", "-signs", "-letters", "-sans", "-text"].map((part) => `stix-two-math${part}`);

async function mathFont(name) {
  const [, ranges] = new RegExp(`${name}\\.woff2[^}]*unicode-range: ([^;]+);`).exec(await readFile(join(project, mathSheet), "utf8"));
  const text = ranges.split(", ").map((range) => {
    const [first, last = first] = range.slice(2).split("-").map((hex) => parseInt(hex, 16));
    return Array.from({ length: last - first + 1 }, (_, i) => String.fromCodePoint(first + i)).join("");
  }).join("");
  return subsetFont(await readFile(join(here, font)), text, { targetFormat: "woff2", noHinting: true, keepFeatures: [] });
}

// Paths are relative to src/Blog, as in manifest.json. Everything below "built" is generated; what lies beside it is written by hand.
const built = "Site/Assets/built";
const outputs = [
  ...bundles.map((name) => ({ path: `Rendering/Scripts/${name}.js`, make: () => bundle(`scripts/${name}.js`, "es2020") })),
  { path: `${built}/editor.js`, make: () => bundle("scripts/editor/index.js", "es2022", "browser") },
  ...ofAdmin.map((name) => ({ path: `${built}/${basename(name)}.js`, make: () => bundle(`scripts/${name}.js`, "es2022", "browser") })),
  ...scripts.map((name) => ({ path: `${built}/${basename(name)}.js`, make: () => minified(`scripts/${name}.js`) })),
  ...styles.map((path) => ({ path: `${built}/${basename(path)}`, make: () => stylesheet(path) })),
  ...fonts.map((name) => ({ path: `${built}/${name}.woff2`, make: () => mathFont(name) })),
  { path: "frontend/THIRD-PARTY-NOTICES.md", make: notices },
];

// Turndown tries the browser's parser while it loads, with a string, which the page's Trusted Types report. It is given nodes only.
const withoutParser = {
  name: "turndown-without-parser",
  setup: ({ onLoad }) => onLoad({ filter: /turndown\.browser\.es\.js$/ }, async ({ path }) => {
    const source = await readFile(path, "utf8");
    const contents = source.replace("canParseHTMLNatively() ? root.DOMParser : createHTMLParser()", "null");
    if (contents === source) throw new Error("turndown has changed: look again at how it finds its parser");
    return { contents };
  }),
};

const withoutParts = {
  name: "mermaid-without-parts",
  setup: ({ onResolve, onLoad }) => {
    onResolve({ filter: new RegExp(`^(${leftOut.join("|")})(/|$)`) }, ({ path }) => ({ path, namespace: "left-out" }));
    onLoad({ filter: /.*/, namespace: "left-out" }, ({ path }) => ({
      contents: `export default class { constructor() { throw new Error("${path} is not part of this blog"); } }
        export function renderToString() { throw new Error("${path} is not part of this blog"); }`,
    }));
  },
};

async function bundle(entry, target, platform = "neutral") {
  const result = await build({
    entryPoints: [join(here, entry)],
    absWorkingDir: here,
    bundle: true,
    minify: true,
    format: "iife",
    platform,
    mainFields: ["module", "main"],
    conditions: ["import"],
    plugins: [withoutParser, withoutParts],
    target,
    charset: "utf8",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
  });
  for (const [path, { bytesInOutput }] of Object.values(result.metafile.outputs).flatMap((output) => Object.entries(output.inputs))) {
    const name = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1];
    if (bytesInOutput && name && !packages.includes(name)) throw new Error(`${name} is bundled, and its licence is not among the notices`);
  }
  return Buffer.from(result.outputFiles[0].contents);
}

// What readers load is a few expressions: nothing to bundle, but every byte counts.
async function minified(entry) {
  const result = await build({ entryPoints: [join(here, entry)], absWorkingDir: here, minify: true, target: "es2022", charset: "utf8", legalComments: "none", write: false, logLevel: "warning" });
  return Buffer.from(result.outputFiles[0].contents);
}

// No target: nothing is lowered, so that light-dark(), oklch() and nesting reach the browser as written.
async function stylesheet(path) {
  const { code } = await transform(await readFile(join(project, path), "utf8"), { loader: "css", minify: true, charset: "utf8", legalComments: "none" });
  return Buffer.from(code);
}

async function notices() {
  let text = "# Third-party notices\n\nMade by build.mjs: what the bundles and the font of this blog come from, with their licences.\n";
  for (const name of packages) {
    const folder = join(here, "node_modules", name);
    const about = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const licence = (await readFile(join(folder, file), "utf8")).replaceAll("\r\n", "\n").replace(/[ \t]+$/gm, "").trim();
    text += `\n## ${about.name} ${about.version} (${about.license})\n\n\`\`\`text\n${licence}\n\`\`\`\n`;
  }
  return Buffer.from(text);
}

const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

async function writeAll(root) {
  const manifest = { inputs: {}, outputs: {} };
  for (const path of inputs) manifest.inputs[`frontend/${path}`] = sha256(await readFile(join(here, path)));
  for (const path of styles) manifest.inputs[path] = sha256(await readFile(join(project, path)));
  for (const { path, make } of outputs) {
    const bytes = await make();
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), bytes);
    manifest.outputs[path] = sha256(bytes);
    console.log(`${path} ${Math.ceil(bytes.length / 1024)} KB`);
  }
  await mkdir(join(root, "frontend"), { recursive: true });
  await writeFile(join(root, "frontend/manifest.json"), JSON.stringify(manifest, null, 2) + "\n");
}

if (process.argv.includes("--check")) {
  const temporary = await mkdtemp(join(tmpdir(), "blog-frontend-"));
  try {
    await writeAll(temporary);
    const paths = [...outputs.map((output) => output.path), "frontend/manifest.json"];
    for (const path of paths) {
      const made = await readFile(join(temporary, path));
      const kept = await readFile(join(project, path)).catch(() => Buffer.alloc(0));
      if (made.equals(kept)) continue;
      console.error(`differs: ${path}`);
      process.exitCode = 1;
    }
  } finally {
    await rm(temporary, { recursive: true });
  }
} else {
  await writeAll(project);
}
