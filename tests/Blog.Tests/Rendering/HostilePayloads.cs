namespace Blog.Tests.Rendering;

/// <summary>Texts that try to run a script in a reader's browser.</summary>
public static class HostilePayloads
{
    private static readonly string[] Addresses =
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\tscript:alert(1)", "java\u0000script:alert(1)", "\u0001javascript:alert(1)",
        "javascript&colon;alert(1)", "javascript&#58;alert(1)", "javascript&#x3a;alert(1)", "&#106;avascript:alert(1)", "&#x6A&#x61vascript:alert(1)",
        "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "javascript:alert&lpar;1&rpar;", "javascript://%0aalert(1)", "javascript:%61lert(1)",
        "vbscript:msgbox(1)", "VBScript:msgbox(1)", "data:text/html,<script>alert(1)</script>", "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
        "data:image/svg+xml,<svg onload=alert(1)>", "DATA:text/html,x", "data:application/xhtml+xml,x", "data:,x", "blob:https://a.b/c", "filesystem:https://a.b/c",
        "file:///etc/passwd", "about:blank", "jar:javascript:alert(1)!/", "mocha:alert(1)", "livescript:alert(1)", "feed:javascript:alert(1)", "view-source:javascript:alert(1)",
        "\u200Bjavascript:alert(1)", "\uFEFFjavascript:alert(1)", "\u2028javascript:alert(1)", "\u00A0javascript:alert(1)", "\u3000javascript:alert(1)",
        "x-javascript:alert(1)", "tel:1", "ftp://a.b/c", "intent://a#Intent;end", "ms-word:ofe|u|http://a.b",
    ];

    private static readonly string[] Events =
    [
        "onclick", "onload", "onerror", "onmouseover", "onfocus", "onblur", "ontoggle", "onanimationstart", "ontransitionend", "onpointerdown", "onwheel", "oncopy",
        "onbeforematch", "onscrollsnapchange", "ONCLICK", "onClick", "onfoo",
    ];

    private static readonly string[] EventHosts =
    [
        "<img src=x {0}=alert(1)>", "<p {0}='alert(1)'>x</p>", "<a href=x {0}=\"alert(1)\">x</a>", "<details open {0}=alert(1)><summary>x</summary></details>",
        "<video src=x {0}=alert(1)></video>", "<b/{0}=alert(1)>x</b>", "<div\n{0}\n=\nalert(1)>x</div>",
    ];

    private static readonly string[] AddressHosts =
    [
        "<a href=\"{0}\">x</a>", "[x](<{0}>)", "![x](<{0}>)",
    ];

    private static readonly string[] Elements =
    [
        "<script>alert(1)</script>", "<SCRIPT>alert(1)</SCRIPT>", "<script src=//a.b/c.js></script>", "<script/x>alert(1)</script>", "<script\n>alert(1)</script\n>",
        "<scr<script>ipt>alert(1)</scr</script>ipt>", "<script>alert(1)", "<<script>alert(1)//<</script>", "</script><script>alert(1)</script>", "<script type=module>import '//a.b'</script>",
        "<iframe src=\"javascript:alert(1)\"></iframe>", "<iframe srcdoc=\"<script>alert(1)</script>\"></iframe>", "<iframe src=\"data:text/html,x\"></iframe>", "<iframe onload=alert(1) src=//a.b></iframe>",
        "<iframe src=https://a.b/\" onload=alert(1)></iframe>", "<iframe src=\"//a.b/<script>alert(1)</script>\"></iframe>", "<iframe><script>alert(1)</script></iframe>",
        "<object data=\"javascript:alert(1)\"></object>", "<object data=x.swf><param name=a value=b></object>", "<embed src=\"javascript:alert(1)\">", "<applet code=x></applet>",
        "<base href=\"javascript:/\">", "<base href=//a.b>", "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">", "<meta charset=utf-7>", "<link rel=stylesheet href=//a.b>", "<link rel=import href=//a.b>",
        "<form action=\"javascript:alert(1)\"><input type=submit></form>", "<form id=x></form><button form=x formaction=\"javascript:alert(1)\">x</button>", "<input autofocus onfocus=alert(1)>",
        "<input type=image src=x onerror=alert(1)>", "<button onclick=alert(1)>x</button>", "<select autofocus onfocus=alert(1)><option>x</select>", "<textarea autofocus onfocus=alert(1)>", "<keygen autofocus onfocus=alert(1)>",
        "<isindex type=image src=1 onerror=alert(1)>", "<body onload=alert(1)>", "<html onclick=alert(1)>", "<head><script>alert(1)</script></head>", "<frameset onload=alert(1)><frame src=x></frameset>", "<noframes><script>alert(1)</script></noframes>",
        "<style>@import '//a.b'</style>", "<style>*{background:url(javascript:alert(1))}</style>", "<style><img src=x onerror=alert(1)></style>", "<p style=\"background:url(javascript:alert(1))\">x</p>", "<p style=\"x:expression(alert(1))\">x</p>",
        "<div style=\"position:fixed;inset:0\">x</div>", "<table background=\"javascript:alert(1)\"><tr><td>x</table>", "<td background=javascript:alert(1)>", "<bgsound src=\"javascript:alert(1)\">", "<layer src=x></layer>", "<xml id=x></xml>",
        "<marquee onstart=alert(1)>x</marquee>", "<video><source onerror=alert(1)></video>", "<video poster=\"javascript:alert(1)\" src=x></video>", "<audio src=\"javascript:alert(1)\"></audio>", "<audio src=x onerror=alert(1)>",
        "<picture><source srcset=\"javascript:alert(1)\"><img src=x onerror=alert(1)></picture>", "<img srcset=\"x 1x, javascript:alert(1) 2x\" src=x>", "<img src=\"data:image/svg+xml;base64,PHN2Zy8+\">", "<img lowsrc=javascript:alert(1)>", "<img dynsrc=javascript:alert(1)>",
        "<img src=`x`onerror=alert(1)>", "<img src=\"x\"onerror=\"alert(1)\">", "<img/src=x/onerror=alert(1)>", "<img\tsrc=x\tonerror=alert(1)>", "<img src=x onerror\u000C=alert(1)>", "<img src=x:x onerror=&#97;lert(1)>", "<img \"\"\"><script>alert(1)</script>\">",
        "<img src=x alt=\"\"onerror=alert(1)\"\">", "<a href=x ping=\"javascript:alert(1)\">x</a>", "<a xlink:href=\"javascript:alert(1)\">x</a>", "<a href=x target=_blank rel=opener>x</a>", "<area href=\"javascript:alert(1)\">", "<map name=x><area href=javascript:alert(1)></map>",
        "<q cite=\"javascript:alert(1)\">x</q>", "<blockquote cite=\"data:text/html,x\">x</blockquote>", "<del cite=vbscript:x>x</del>", "<details open ontoggle=alert(1)>x</details>", "<dialog open onclose=alert(1)>x</dialog>",
        "<template><script>alert(1)</script></template>", "<template shadowrootmode=open><img src=x onerror=alert(1)></template>", "<slot onslotchange=alert(1)>x</slot>", "<portal src=\"javascript:alert(1)\"></portal>", "<x contenteditable onblur=alert(1)>x</x>",
        "<custom-element onclick=alert(1)>x</custom-element>", "<p is=x-y onclick=alert(1)>x</p>", "<noscript><img src=x onerror=alert(1)></noscript>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<xmp><img src=x onerror=alert(1)></xmp>", "<plaintext><img src=x onerror=alert(1)>",
        "<noembed><img title=\"</noembed><img src=x onerror=alert(1)>\"></noembed>", "<title><img src=x onerror=alert(1)></title>", "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">", "<comment><img src=\"</comment><img src=x onerror=alert(1)>\">",
        "<!--><img src=x onerror=alert(1)>-->", "<!--[if IE]><script>alert(1)</script><![endif]-->", "<!-- --!><img src=x onerror=alert(1)> -->", "<![CDATA[<img src=x onerror=alert(1)>]]>", "<?xml-stylesheet href=\"javascript:alert(1)\"?>", "<!DOCTYPE x [<!ENTITY a \"<script>\">]>&a;",
        "<?php <img src=x onerror=alert(1)> ?>", "</p><script>alert(1)</script>", "</div></body></html><script>alert(1)</script>", "<a href=\"#\" id=main>x</a>", "<input type=checkbox onclick=alert(1)>", "<input type=hidden name=x>",
    ];

    private static readonly string[] Foreign =
    [
        "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><script href=//a.b/c.js /></svg>", "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>", "<svg><a href=\"javascript:alert(1)\">x</a></svg>",
        "<svg><animate onbegin=alert(1) attributeName=x dur=1s>", "<svg><set attributeName=href to=javascript:alert(1)>", "<svg><use href=\"data:image/svg+xml,<svg id=x onload=alert(1)>#x\"></svg>", "<svg><foreignObject><iframe src=javascript:alert(1)></iframe></foreignObject></svg>",
        "<svg><desc><img src=x onerror=alert(1)></desc></svg>", "<svg><title><img src=x onerror=alert(1)></title></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>", "<svg><style>&lt;img src=x onerror=alert(1)&gt;</style></svg>", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<svg><image href=x onerror=alert(1)></svg>", "<svg><handler type=text/javascript>alert(1)</handler></svg>", "<svg><feImage href=\"javascript:alert(1)\"></svg>", "<svg><![CDATA[<img src=x onerror=alert(1)>]]></svg>", "<svg><!--</svg><img src=x onerror=alert(1)>-->",
        "<math><mi href=\"javascript:alert(1)\">x</mi></math>", "<math href=\"javascript:alert(1)\">x</math>", "<math><maction actiontype=statusline xlink:href=\"javascript:alert(1)\">x</maction></math>", "<math><annotation-xml encoding=text/html><script>alert(1)</script></annotation-xml></math>",
        "<math><mtext><img src=x onerror=alert(1)></mtext></math>", "<math onclick=alert(1)><mi>x</mi></math>", "<math><semantics><annotation encoding=application/x-tex><img src=x onerror=alert(1)></annotation></semantics></math>",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">", "<math><mtext><table><mglyph><style><math><table id=\"</style><img src=x onerror=alert(1)>\">",
        "<svg><p><style><a title=\"</style><img src onerror=alert(1)>\">", "<math><p><style><a title=\"</style><img src onerror=alert(1)>\">", "<svg><path><p></path><img src=x onerror=alert(1)></svg>", "<math><mi><table><mi><style><img src=x onerror=alert(1)></style>", "<svg><noscript><img title=\"</noscript><img src=x onerror=alert(1)>\"></svg>",
        "<table><caption><svg><style><img src=x onerror=alert(1)></style></svg></caption></table>", "<select><template><style><!--</style><a rel=\"--></style></template></select><img src=x onerror=alert(1)>\">", "<option><style></option></select><b><img src=xx: onerror=alert(1)></style></option>",
        "<b><table><b><noscript><style></noscript><img src=x onerror=alert(1)></style>", "<a><table><a><img src=x onerror=alert(1)>", "<p><svg><p><img src=x onerror=alert(1)>", "<dfn id=\"x\"><svg/onload=alert(1)//",
    ];

    private static readonly string[] MarkdownForms =
    [
        "[x](javascript:alert(1))", "[x](  javascript:alert(1))", "[x](java&#10;script:alert(1))", "[x][y]\n\n[y]: javascript:alert(1)", "[x]\n\n[x]: data:text/html,x", "<javascript:alert(1)>", "<data:text/html,x>", "<vbscript:x>", "![x](javascript:alert(1))", "![x](data:text/html,y)",
        "![x\"onerror=alert(1)](y)", "![x](y\"onerror=alert(1))", "![x](y '\"onerror=alert(1)')", "[x](y \"a' onclick='alert(1)\")", "[x](y 'a\" onclick=\"alert(1)')", "[![x](javascript:alert(1))](javascript:alert(2))", "[x](<javascript:alert(1)>)", "[x](\\javascript:alert(1))",
        "# x {onclick=alert(1)}", "[x](y){onclick=alert(1)}", "{onclick=alert(1)}\n# x", "![x](y){onerror=alert(1)}", "```html {onclick=alert(1)}\nx\n```", "```\"><script>alert(1)</script>\nx\n```", "```js\n</code></pre><script>alert(1)</script>\n```", "`<script>alert(1)</script>`", "    <script>alert(1)</script>",
        "```<img/src=x/onerror=alert(1)>\nx\n```", "~~~ \"onclick=alert(1)\nx\n~~~", "$<script>alert(1)</script>$", "$\\href{javascript:alert(1)}{x}$", "$$\n<img src=x onerror=alert(1)>\n$$", "$\\text{<img src=x onerror=alert(1)>}$", "$\\htmlData{onclick=alert(1)}{x}$", "$\\unicode{<script>}$",
        "x[^1]\n\n[^1]: <script>alert(1)</script>", "x[^1]\n\n[^1]: [y](javascript:alert(1))", "x[^<img src=x onerror=alert(1)>]\n\n[^<img src=x onerror=alert(1)>]: y", "x[^\"onclick=alert(1)]\n\n[^\"onclick=alert(1)]: y", "| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |",
        "> [!NOTE]\n> <img src=x onerror=alert(1)>", "> [!NOTE\" onclick=alert(1)]\n> x", "- [ ] <img src=x onerror=alert(1)>", "- [x] [y](javascript:alert(1))", "x\n: <img src=x onerror=alert(1)>", "<x\n: y>\n", "http://a.b/\"onclick=alert(1)", "http://a.b/'><script>alert(1)</script>", "https://a.b/<img/src=x/onerror=alert(1)>",
        "www.a.b\"onmouseover=alert(1)", "javascript:alert(1)", "# <img src=x onerror=alert(1)>", "## [x](javascript:alert(1))", "# \" onclick=alert(1) x=\"", "# </a><script>alert(1)</script>", "==<img src=x onerror=alert(1)>==", "**<svg onload=alert(1)>**", "<b>*<i onclick=alert(1)>*</b>", "*<img src=x\n\nonerror=alert(1)>*",
        "<a href=\"\n\njavascript:alert(1)\">x</a>", "<a href='javascript:alert(1)\n'>x</a>", "<div>\n\n<script>\n\nalert(1)\n\n</script>\n\n</div>", "<!-- more --><script>alert(1)</script>", "<script><!-- more -->alert(1)</script>", "<div onclick=alert(1)><!-- more --></div>", "<!-- more\n--><img src=x onerror=alert(1)>",
        "&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "\\<script>alert(1)\\</script>", "<scr\\ipt>alert(1)</scr\\ipt>", "<img src=\"x\\\" onerror=alert(1)\">", "![<img src=x onerror=alert(1)>](y \"<img src=x onerror=alert(1)>\")", "![a](b \"</figcaption><script>alert(1)</script>\")",
        "<pre class=slot-0-0></pre>", "<code class=slot-00000000000000000000000000000000-0></code>", "<span class=\"slot-more\"></span>", "<input class=slot-0-0 onclick=alert(1)>", "<p class=\"x&quot; onclick=&quot;alert(1)\">x</p>", "<p id='x\" onclick=\"alert(1)'>x</p>", "<p title='\"><script>alert(1)</script>'>x</p>",
        "<p lang='\"><img src=x onerror=alert(1)>'>x</p>", "<code class='language-\"><script>alert(1)</script>'>x</code>", "<time datetime='\"onclick=alert(1)'>x</time>", "<ol start='\"onclick=alert(1)'><li>x</ol>", "<img src=x width='1\"onload=alert(1)'>", "<video src=x preload='\"onload=alert(1)'></video>",
    ];

    /// <summary>All of them, each once.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. Elements, .. Foreign, .. MarkdownForms,
        .. from host in EventHosts from name in Events select host.Replace("{0}", name, StringComparison.Ordinal),
        .. from host in AddressHosts from address in Addresses select host.Replace("{0}", address, StringComparison.Ordinal),
    ];
}
