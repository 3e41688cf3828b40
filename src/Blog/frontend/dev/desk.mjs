// The editor without the server: the page's markup and headers, and handlers that can be told to fail. Never part of the program.
//   node dev/desk.mjs [port]      then open http://localhost:5099/admin/posts/new
//   POST /fake {"keep": 401, "delay": 300, ...}   sets the next answers; GET /fake tells what came in
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { randomBytes } from "node:crypto";

const assets = join(dirname(fileURLToPath(import.meta.url)), "../../Site/Assets/built");
const types = { css: "text/css", js: "text/javascript", svg: "image/svg+xml", woff2: "font/woff2" };
const escape = (text) => String(text ?? "").replace(/[&<>"]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" })[sign]);

let fake = {};
let log = [];
let violations = [];
const posts = new Map();
const drafts = new Map();
const reset = () => {
  fake = { delay: 0 };
  log = [];
  violations = [];
  posts.clear();
  drafts.clear();
  posts.set("7", { Title: "给 Span<T> 写一篇说人话的介绍", Markdown: sample, Address: "/span-in-plain-words", Tags: "C#，性能，内存", Description: "Span 是一段内存的视窗。", Language: "zh-CN", stamp: 1 });
};

const section = (n) => `## 第 ${n} 节\n\n这里是一段中文，里面有 \`code\` 和 **强调。**然后继续写下去，直到一行放不下为止，再换到下一行，这样预览和正文的高度就不会一样。\n\n\`\`\`csharp\nvar n = ${n};\nreturn n;\n\`\`\`\n\n> 引用第 ${n} 段。\n\n- 一\n- 二\n- 三\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n\n$$\nE = mc^2\n$$\n`;
const sample = "代码里到处都是 `Substring`，每切一次就复制一份。\n\n<!-- more -->\n\n" + Array.from({ length: 12 }, (_, i) => section(i + 1)).join("\n") + "\n行内 $a_1 * b_2 * c$ 公式。\n";

// A rough stand-in for the renderer: blocks in their order, with the classes of the real one.
function render(markdown) {
  let n = 0;
  const inline = (text) => escape(text).replace(/`([^`]+)`/g, "<code>$1</code>").replace(/\*\*(.+?)\*\*/g, "<strong>$1</strong>").replace(/!\[([^\]]*)\]\(([^)]+)\)/g, '<img src="$2" alt="$1" width="400" height="300">').replace(/\[([^\]]+)\]\(([^)]+)\)/g, '<a href="$2">$1</a>');
  return markdown.split(/\n{2,}(?![^`]*\n```\n)/).map((block) => block.trim()).filter((block) => block && !block.startsWith("<!--")).map((block) => {
    const head = /^(#{1,6}) (.*)$/.exec(block);
    if (head) return `<h${Math.max(2, head[1].length)} id="title">${inline(head[2])}</h${Math.max(2, head[1].length)}>`;
    if (block.startsWith("```")) return `<div class="code"><p>C#</p><pre tabindex="0"><code>${escape(block.split("\n").slice(1, -1).join("\n"))}</code></pre></div>`;
    if (block.startsWith(">")) return `<blockquote><p>${inline(block.slice(2))}</p></blockquote>`;
    if (block.startsWith("- ")) return `<ul>${block.split("\n").map((line) => `<li>${inline(line.slice(2))}</li>`).join("")}</ul>`;
    if (block.startsWith("|")) return `<div class="scroll" tabindex="0" role="region" aria-label="表 ${++n}"><table><tbody>${block.split("\n").filter((line) => !line.includes("---")).map((line) => `<tr>${line.split("|").slice(1, -1).map((cell) => `<td>${inline(cell)}</td>`).join("")}</tr>`).join("")}</tbody></table></div>`;
    if (block.startsWith("$$")) return `<div class="formula" tabindex="0" role="region" aria-label="公式 ${++n}"><math display="block"><mi>E</mi></math></div>`;
    return `<p>${inline(block)}</p>`;
  }).join("\n");
}

// The words in Chinese, all of them: what the server's page should give as data-words.
const words = {
  saving: "正在保存……", saved: "已保存 {0}", offline: "没有保存：网络已断开，文字保留在这个浏览器里", failed: "没有保存：服务器出错，文字保留在这个浏览器里", full: "没有保存：服务器磁盘已满，文字保留在这个浏览器里",
  browserFull: "浏览器的存储空间已满：这里没有留存副本", refused: "没有保存：{0}", forbidden: "没有保存：你没有编辑这篇文章的权限，文字保留在这个浏览器里",
  gone: "没有保存：服务器上已没有这篇文章。离开之前请复制你的文字。", tooLong: "没有保存：太长了", signedOut: "没有保存：登录已失效",
  signedOutTitle: "登录已失效", signedOutText: "文字都保留在这个浏览器里。在新标签页登录之后，会自动保存。", signIn: "登录", keepWriting: "继续写作",
  conflict: "没有保存：这篇文章已在别处修改", conflictBy: "{0} 在 {1} 保存了另一个版本。你写的还在这个浏览器里。", conflictOpen: "对照两个版本",
  stale: "这篇文章在另一个标签页里改过。", staleReload: "显示新的版本", recovered: "这个浏览器里有一份 {0} 的文稿，服务器上没有。",
  recoveredNew: "这个浏览器里有一篇 {0} 的草稿，还没有存到服务器：「{1}」", recoveredIn: "不同之处：{0}。", recoveredUse: "用这一份",
  recoveredCompare: "比较", recoveredDiscard: "丢弃", discarded: "这一份已经丢弃。", discardUndo: "撤销", untitled: "无题",
  because: "{0}：{1}", and: "、", text: "正文", counts: "{0} 字 · ≈ {1} 分钟", previewFailed: "没有预览", problems: "需要检查", toolbar: "格式与插入",
  bold: "加粗", italic: "斜体", heading: "标题", link: "链接", quote: "引用", list: "列表", code: "代码", formula: "公式", table: "表格", image: "图片",
  more: "摘要分隔线", find: "查找", fullScreen: "全屏", placeholder: "用 Markdown 写作。图片可以直接粘贴或拖进来。", tabHelp: "先按 Esc 再按 Tab，离开正文。",
  findField: "查找", replaceField: "替换为", next: "下一个", previous: "上一个", all: "全选", matchCase: "区分大小写", regexp: "正则表达式", byWord: "全字匹配",
  replaceOne: "替换", replaceAll: "全部替换", close: "关闭", currentMatch: "当前匹配", onLine: "所在行", replacedMany: "替换了 $ 处", replacedOne: "替换了第 $ 行的一处",
  goToLine: "转到行", go: "转到", uploading: "正在上传", uploads: "上传", uploadFailed: "上传失败", uploadLost: "有一张图没有传完：请在「{0}」的位置重新选图。",
  uploadLoose: "{0}：已上传，但文中的位置已不存在", uploadsRunning: "还没有提交：图片还在上传", notImage: "这不是图片。", tooLarge: "文件有 {0}，最多 {1}：请缩小。",
  retry: "再试一次", insertHere: "插在这里", remove: "移除", dismiss: "收起", altAsk: "{0} 上是什么？写给看不到图片的读者：", altDone: "完成", altSkip: "跳过",
  addressFrom: "留空则为：{0}", addressUse: "使用", tagsKnown: "已有的标签",
};

function page(id, english, nonce) {
  const post = posts.get(id) ?? { Language: english ? "en" : "zh-CN", stamp: "" };
  const url = `/admin/posts/${id || "new"}`;
  const handler = (name) => `${url}?handler=${name}`;
  return `<!doctype html><html lang="${english ? "en" : "zh-CN"}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>编辑</title>
<link rel="stylesheet" href="/assets/blog.css"><link rel="stylesheet" href="/assets/admin.css"><link rel="stylesheet" href="/assets/math.css"><script src="/assets/theme.js"></script><script src="/assets/editor.js" defer></script></head>
<body class="admin write"><a class="skip" href="#main">跳到正文</a>
<header><a href="/admin">‹ 文章</a><p class="status" role="status">草稿 · 已保存 12:03</p><a href="/history">历史</a>
<details class="menu"><summary>定时</summary><div><div class="field"><label for="when">发布时间</label><input id="when" form="post" name="PublishAt" type="datetime-local"></div><button form="post" name="Do" value="schedule">定时发布</button></div></details>
<button form="post" name="Do" value="save">保存</button><button class="main" form="post" name="Do" value="publish">发布</button></header>
<main id="main" tabindex="-1"><h1 class="unseen">编辑文章</h1>
<form class="pane" id="post" method="post" action="${url}" aria-label="正文" data-id="${id}" data-keep="${handler("Keep")}" data-preview="${handler("Preview")}" data-check="${handler("Check")}" data-upload="${handler("Upload")}" data-compare="/admin/compare" data-sign-in="/sign-in" data-limit="2000000" data-nonce="${nonce}" data-words="${english ? "{}" : escape(JSON.stringify(words))}">
<div class="tool" role="toolbar" aria-label="${english ? "Format" : "格式与插入"}"></div>
<label class="unseen" for="title">标题</label><input class="title" id="title" name="Title" value="${escape(post.Title)}" maxlength="200">
<label class="unseen" for="markdown">Markdown 正文</label><textarea id="markdown" name="Markdown" spellcheck="false">
${escape(post.Markdown)}</textarea>
<input type="hidden" name="Stamp" value="${post.stamp}"><input type="hidden" name="Base" value="0"><input type="hidden" name="__RequestVerificationToken" value="token-1"></form>
<section class="pane preview" aria-label="预览"><div class="tool"><div class="switch" role="radiogroup" aria-label="预览方式"><label><input type="radio" name="as" id="as-post" checked>全文</label><label><input type="radio" name="as" id="as-card">首页摘要</label></div><span class="hint"></span></div>
<div class="prose" tabindex="0" role="region" aria-label="全文预览"></div><article class="card" tabindex="0" aria-label="首页摘要预览"></article></section>
<aside class="facts" aria-label="文章信息">
<div class="field"><label for="address">地址</label><input id="address" form="post" name="Address" value="${escape(post.Address)}" aria-describedby="address-hint"><p class="hint" id="address-hint">发布后再修改，旧地址会重定向到新地址。</p></div>
<div class="field"><label for="language">语言</label><select id="language" form="post" name="Language"><option value="zh-CN"${post.Language === "en" ? "" : " selected"}>中文</option><option value="en"${post.Language === "en" ? " selected" : ""}>English</option></select></div>
<div class="field"><label for="tags">标签</label><input id="tags" form="post" name="Tags" value="${escape(post.Tags)}" list="known" aria-describedby="tags-hint"><datalist id="known"><option value="C#"><option value="性能"><option value="性格"><option value="SQLite"><option value=".NET"></datalist><p class="hint" id="tags-hint">用逗号隔开。</p></div>
<div class="field"><label for="description">描述</label><textarea id="description" form="post" name="Description" maxlength="160" aria-describedby="d-hint">${escape(post.Description)}</textarea><p class="hint" id="d-hint">供搜索引擎与分享使用。</p></div>
<fieldset><legend>其他</legend><label class="check"><input type="checkbox" form="post" name="Pinned" value="true"> 置顶</label></fieldset>
</aside></main></body></html>`;
}

const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="400" height="300"><rect width="400" height="300" fill="#8a8"/></svg>');

async function handle(request, response) {
  const url = new URL(request.url, "http://localhost");
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const body = Buffer.concat(chunks);
  const send = (status, content, type = "application/json", headers = {}) => {
    response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store", ...headers });
    response.end(typeof content === "string" || Buffer.isBuffer(content) ? content : JSON.stringify(content));
  };
  if (url.pathname === "/fake") {
    if (request.method === "POST") {
      const given = JSON.parse(body.toString());
      if (given.reset) reset();
      Object.assign(fake, given);
    }
    return send(200, { log, violations, posts: Object.fromEntries(posts) });
  }
  if (url.pathname === "/csp") {
    violations.push(body.toString());
    return send(204, "");
  }
  if (url.pathname.startsWith("/assets/")) return send(200, readFileSync(join(assets, url.pathname.slice(8))), types[url.pathname.split(".").pop()]);
  if (url.pathname.startsWith("/media/")) return send(200, picture, "image/svg+xml");
  if (url.pathname === "/sign-in") {
    fake.keep = undefined;
    return send(200, "<title>signed in</title>", "text/html");
  }
  const handler = url.searchParams.get("handler");
  const form = handler === "Upload" ? null : Object.fromEntries(new URLSearchParams(body.toString()));
  if (request.method === "POST") log.push({ at: Date.now(), path: url.pathname, handler, form, size: body.length, token: request.headers.requestverificationtoken });
  if (fake.delay) await new Promise((done) => setTimeout(done, fake.delay));
  const id = /^\/admin\/posts\/(\d+)$/.exec(url.pathname)?.[1] ?? "";
  if (handler === "Keep") {
    if (fake.keep === "drop") return request.socket.destroy();
    if (fake.keep === 302) return send(302, "", "text/html", { Location: "/sign-in-page" });
    if (fake.keep) return send(fake.keep, fake.keep === 409 ? { who: "小林", at: "2026-11-23T04:03:00Z", url: "/x" } : { error: "磁盘满了" });
    const known = id || drafts.get(form.DraftKey) || String(100 + drafts.size);
    const post = posts.get(known);
    if (post && form.Stamp && String(post.stamp) !== form.Stamp) return send(409, { who: "小林", at: new Date().toISOString(), url: "/x" });
    drafts.set(form.DraftKey, known);
    posts.set(known, { ...form, stamp: (post?.stamp || 0) + 1 });
    return send(200, { id: known, stamp: posts.get(known).stamp, at: new Date().toISOString(), url: `/admin/posts/${known}` });
  }
  if (handler === "Preview") {
    if (fake.preview) return send(fake.preview, { error: "太长了" });
    const html = render(form.Markdown.replaceAll("\r\n", "\n"));
    return send(200, { body: html, card: `<h2>${escape(form.Title)}</h2><p class="meta"><span>发表于 2026-11-23</span></p><div class="prose">${html.split("\n").slice(0, 2).join("")}</div>`, words: form.Markdown.length, minutes: 5, problems: fake.problems ?? [], hasFormulas: false });
  }
  if (handler === "Check") return send(200, { suggestion: "/" + encodeURIComponent(form.Title.toLowerCase().slice(0, 8)), address: form.Address, taken: form.Address === "/taken", message: form.Address === "/taken" ? "这个地址已经有文章了。" : null });
  if (handler === "Upload") {
    if (fake.upload) return send(fake.upload, { error: "认不出这种图片" });
    return send(200, { markdown: "![](/media/ab12/photo.png)", href: "/media/ab12/photo.png", alt: "", width: 400, height: 300 });
  }
  if (url.pathname.startsWith("/admin/posts/")) {
    if (request.method === "POST") {
      if (fake.refuse) return send(422, "<title>refused</title>", "text/html");
      const known = id || drafts.get(form.DraftKey) || String(100 + drafts.size);
      if (posts.get(known) && String(posts.get(known).stamp) !== form.Stamp) return send(409, "<title>conflict page</title>", "text/html");
      posts.set(known, { ...form, stamp: (posts.get(known)?.stamp || 0) + 1 });
      return send(302, "", "text/html", { Location: `/admin/posts/${known}` });
    }
    const nonce = randomBytes(16).toString("base64");
    return send(200, page(id, url.searchParams.has("en"), nonce), "text/html; charset=utf-8", {
      "Content-Security-Policy": `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' https: data:; media-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types preview; report-uri /csp`,
      "Cross-Origin-Opener-Policy": "same-origin",
    });
  }
  send(url.pathname === "/admin/compare" ? 200 : 404, `<title>${url.pathname}</title><pre>${escape(JSON.stringify(form))}</pre>`, "text/html");
}

reset();
createServer((request, response) => handle(request, response).catch((error) => (console.error(error), response.destroy()))).listen(Number(process.argv[2]) || 5099, () => console.log("ready"));
