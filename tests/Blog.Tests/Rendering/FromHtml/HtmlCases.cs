namespace Blog.Tests.Rendering.FromHtml;

/// <summary>HTML as editors and programs write it, and the Markdown that a person would write.</summary>
internal static class HtmlCases
{
    public static IReadOnlyList<(string Html, string Markdown)> All { get; } =
    [
        ("<p>一段\n文字</p><p>Another\nparagraph</p>", "一段文字\n\nAnother paragraph"),
        ("<h1>一</h1><h2 class=\"wp-block-heading\">二 <b>粗</b></h2><h3><br>三</h3><h4></h4>", "# 一\n\n## 二 **粗**\n\n### 三"),
        ("<p>甲<b>粗</b>乙<i>斜</i>丙<s>删</s>丁<u>线</u>戊</p>", "甲**粗**乙*斜*丙~~删~~丁<u>线</u>戊"),
        ("<p><strong>重点。</strong>然后 <strong> 带空格 </strong>后</p>", "**重点。**然后 **带空格** 后"),
        ("<p>a<strong>(b)</strong>c</p>", "a<strong>(b)</strong>c"),
        ("<p><strong>a</strong><strong>b</strong> <b><strong>c</strong></b><em><i>d</i></em></p>", "**ab** **c***d*"),
        ("<p><strong><em>都</em></strong>有</p>", "***都***有"),
        ("<p>行一<br>行二<br /><br />段二<br></p>", "行一\\\n行二\n\n段二"),
        ("<p>&nbsp;</p><p></p><p>x</p>", "x"),
        ("<p>H<sub>2</sub>O x<sup>2</sup> <kbd>Ctrl</kbd> <mark>标</mark></p>", "H<sub>2</sub>O x<sup>2</sup> <kbd>Ctrl</kbd> ==标=="),
        ("<p><span style=\"font-weight: bold\">粗</span><font color=\"red\">红</font></p>", "**粗**红"),
        ("<p><b style=\"font-weight:normal\">Google <i>Docs</i></b></p>", "Google *Docs*"),
        (
            "<p><a href=\"https://a.com/?x=1&amp;y=2\" target=\"_blank\">链接</a>和<a href=\"/a b(c)\">x</a></p>",
            "[链接](https://a.com/?x=1&y=2)和[x](/a%20b%28c%29)"
        ),
        ("<p><a href=\"https://a.com/\">https://a.com/</a></p>", "<https://a.com/>"),
        ("<p><a href=\"javascript:alert(1)\">坏</a><a name=\"x\">锚</a></p>", "坏锚"),
        ("<p>真的!<a href=\"/x\">x</a></p>", "真的\\![x](/x)"),
        (
            "<ul><li>一</li><li>二<ul><li>二一</li><li>二二<ol><li>深</li></ol></li></ul></li></ul>",
            "- 一\n- 二\n  - 二一\n  - 二二\n    1. 深"
        ),
        ("<ol start=\"3\"><li><p>三</p><p>续</p></li><li>四</li></ol>", "3. 三\n\n   续\n\n4. 四"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>", "- a\n  - b\n- c"),
        ("<ul><li>a</li></ul><ul><li>b</li></ul>", "- a\n\n* b"),
        (
            "<ul><li><input type=\"checkbox\" checked disabled> 做完</li><li><input type=\"checkbox\"> 没做</li></ul>",
            "- [x] 做完\n- [ ] 没做"
        ),
        ("<blockquote><p>引</p><blockquote>深</blockquote><cite>某人</cite></blockquote>", "> 引\n>\n> > 深\n>\n> <cite>某人</cite>"),
        ("<pre class=\"wp-block-code\"><code>a &lt; b\n\n  c\n</code></pre>", "```\na < b\n\n  c\n```"),
        ("<pre><code class=\"language-js\">x</code></pre>", "```js\nx\n```"),
        ("<pre class=\"brush: php; title: ; notranslate\" title=\"\">x</pre>", "```php\nx\n```"),
        ("<pre class=\"lang:c++ decode:true \">x</pre>", "```c++\nx\n```"),
        ("<pre class=\"prettyprint lang-java\">x</pre>", "```java\nx\n```"),
        ("<pre class=\"EnlighterJSRAW\" data-enlighter-language=\"csharp\">x</pre>", "```csharp\nx\n```"),
        (
            "<pre><code class=\"hljs python\"><span class=\"hljs-keyword\">def</span> f():<br>  pass</code></pre>",
            "```python\ndef f():\n  pass\n```"
        ),
        (
            "<pre class=\"python\">x</pre><pre lang=\"javascript\">y</pre><pre data-lang=\"go\">z</pre>",
            "```python\nx\n```\n\n```javascript\ny\n```\n\n```go\nz\n```"
        ),
        ("<div class=\"highlight highlight-source-ruby\"><pre>x</pre></div>", "```ruby\nx\n```"),
        (
            "<figure class=\"highlight bash\"><table><tr><td class=\"gutter\"><pre><span class=\"line\">"
                + "1</span></pre></td><td class=\"code\"><pre><span class=\"line\">ls</span><br></pre></td>"
                + "</tr></table></figure>",
            "```bash\nls\n```"
        ),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
        ("<p>用 <code>a`b</code> 和<code>&lt;x&gt;</code></p>", "用 ``a`b`` 和`<x>`"),
        ("<p><img src=\"/a.png\" alt=\"图\" title=\"文件名\" width=\"300\"></p>", "![图](/a.png)"),
        (
            "<figure class=\"wp-block-image\"><img src=\"/a.png\" alt=\"图\"/><figcaption class=\"wp-element-caption\">"
                + "说明 “一”</figcaption></figure>",
            "![图](/a.png \"说明 “一”\")"
        ),
        (
            "<figure><a href=\"/big.png\"><img src=\"/a.png\" alt=\"\"></a><figcaption>大图</figcaption></figure>",
            "[![](/a.png \"大图\")](/big.png)"
        ),
        ("<figure><a href=\"/a.png\"><img src=\"/a.png\" alt=\"x\"></a></figure>", "![x](/a.png)"),
        (
            "<figure><img src=\"/a.png\" alt=\"x\"><figcaption>见<a href=\"/b\">此</a></figcaption></figure>",
            "<figure><img src=\"/a.png\" alt=\"x\"><figcaption>见<a href=\"/b\">此</a></figcaption></figure>"
        ),
        (
            "<figure class=\"wp-block-gallery\"><figure><img src=\"/a.png\" alt=\"a\"><figcaption>甲</figcaption>"
                + "</figure><figure><img src=\"/b.png\" alt=\"b\"></figure><figcaption>一组</figcaption></figure>",
            "<div class=\"gallery\">\n\n![a](/a.png \"甲\")\n\n![b](/b.png)\n\n</div>\n\n一组"
        ),
        (
            "<p><img src=\"data:image/gif;base64,R0\" data-src=\"/late.png\" alt=\"\"><img class=\"wp-smiley\" "
                + "src=\"/s.png\" alt=\"🙂\"></p>",
            "![](/late.png)🙂"
        ),
        (
            "<table><thead><tr><th>名</th><th>值</th></tr></thead><tbody><tr><td>a|b</td><td><strong>1</strong>"
                + "</td></tr><tr><td></td><td>x<br>y</td></tr></tbody></table>",
            "| 名 | 值 |\n| --- | --- |\n| a\\|b | **1** |\n|  | x<br>y |"
        ),
        (
            "<table><tr><td><b>名</b></td><td><b>值</b></td></tr><tr><td>a</td><td>1</td></tr></table>",
            "| 名 | 值 |\n| --- | --- |\n| a | 1 |"
        ),
        (
            "<table style=\"width:100%\"><tr><td colspan=\"2\" align=\"center\">合</td></tr><tr><td>a</td>"
                + "<td><ul><li>x</li></ul></td></tr></table>",
            "<table>\n<tbody>\n<tr><td colspan=\"2\">合</td></tr>\n<tr><td>a</td><td>\n<ul>\n<li>x</li>"
                + "\n</ul>\n</td></tr>\n</tbody>\n</table>"
        ),
        (
            "<details><summary>更<b>多</b></summary><p>内<em>容</em></p></details>",
            "<details>\n<summary>更<strong>多</strong></summary>\n\n内*容*\n\n</details>"
        ),
        ("<dl><dt>词</dt><dd>解释</dd><dt>二</dt><dd>甲</dd><dd>乙</dd></dl>", "词\n:   解释\n\n二\n:   甲\n:   乙"),
        ("<p>a</p><hr><p>b</p>", "a\n\n---\n\nb"),
        (
            "<div class=\"wp-block-columns\"><div class=\"wp-block-column\"><p>左</p></div><div class=\"wp-block-column\">"
                + "<p>右</p></div></div>",
            "左\n\n右"
        ),
        ("<p>文<!--more-->后</p>", "文\n\n<!-- more -->\n\n后"),
        ("<p style=\"text-align:center\">中</p><center>心</center>", "中\n\n心"),
        ("<p dir=\"rtl\" lang=\"ar\">مرحبا <b>بكم</b></p>", "<div dir=\"rtl\" lang=\"ar\">\n\nمرحبا **بكم**\n\n</div>"),
        (
            "<iframe src=\"//player.bilibili.com/player.html?bvid=BV1xx411c7mD&page=2\"></iframe>",
            "[哔哩哔哩](https://www.bilibili.com/video/BV1xx411c7mD?p=2)"
        ),
        (
            "<iframe src=\"https://www.youtube.com/embed/dQw4w9WgXcQ?rel=0\" title=\"YouTube video player\"></iframe>",
            "[YouTube](https://www.youtube.com/watch?v=dQw4w9WgXcQ)"
        ),
        ("<iframe src=\"https://maps.example/x\"></iframe>", "<https://maps.example/x>"),
        (
            "<figure class=\"wp-block-embed\"><div class=\"wp-block-embed__wrapper\">\nhttps://vimeo.com/1\n"
                + "</div><figcaption>片</figcaption></figure>",
            "[Vimeo](https://vimeo.com/1)\n\n片"
        ),
        (
            "<p>正文<sup><a href=\"#fn1\" id=\"ref1\">1</a></sup>。</p><ol class=\"footnotes\"><li id=\"fn1\">"
                + "说明 <a href=\"#ref1\">↩</a></li></ol>",
            "正文[^1]。\n\n[^1]: 说明"
        ),
        ("<p><a href=\"#part\">去</a></p><h2 id=\"part\">章</h2>", "[去](#part)\n\n## <a id=\"part\"></a>章"),
        ("<p><audio controls src=\"/a.mp3\"></audio></p>", "<audio src=\"/a.mp3\" controls></audio>"),
        ("<p>他说<q>好</q>，<abbr title=\"World\">W</abbr><script>x</script></p>", "他说<q>好</q>，<abbr title=\"World\">W</abbr>"),
        ("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>", "<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby>"),
    ];
}
