namespace Blog.Tests.Portability.Import.Backups.WordPress;

/// <summary>
/// Texts as the two editors of WordPress save them (wp-includes/formatting.php, media.php, blocks/ of WordPress/WordPress), and the
/// Markdown that they become.
/// </summary>
internal static class WordPressCases
{
    public static IReadOnlyList<(string Html, string Markdown)> Classic { get; } =
    [
        ("第一段\n换行\n\n第二段 <b>粗</b>\r\n\r\n第三段", "第一段\\\n换行\n\n第二段 **粗**\n\n第三段"),
        ("<h2>题</h2>\n文字\n<ul>\n\t<li>一</li>\n\n\t<li>二</li>\n</ul>\n后文", "## 题\n\n文字\n\n- 一\n- 二\n\n后文"),
        ("<blockquote>引\n\n二段</blockquote>\n后", "> 引\n>\n> 二段\n\n后"),
        ("前\n<pre>a\n\n\n  b</pre>\n后", "前\n\n```\na\n\n\n  b\n```\n\n后"),
        ("<strong>甲\n\n乙</strong>", "**甲**\n\n**乙**"),
        (
            "[caption id=\"attachment_7\" align=\"alignnone\" width=\"300\"]"
                + "<a href=\"https://old.example/wp-content/uploads/2020/05/cat.png\">"
                + "<img src=\"https://old.example/wp-content/uploads/2020/05/cat-300x200.png\" alt=\"猫\" width=\"300\" "
                + "/></a> 一只<em>猫</em>[/caption]",
            "<figure><img src=\"https://old.example/wp-content/uploads/2020/05/cat.png\" alt=\"猫\"><figcaption>"
                + "一只<em>猫</em></figcaption></figure>"
        ),
        (
            "[caption width=\"300\" caption=\"旧式 &quot;说明&quot;\"]<img src=\"/a.png\" alt=\"\" />[/caption]\n后文",
            "![](/a.png \"旧式 &quot;说明&quot;\")\n\n后文"
        ),
        (
            "[gallery ids=\"7,8\"]",
            "<div class=\"gallery\">\n\n![猫](https://old.example/wp-content/uploads/2020/05/cat.png \"一只猫\")\n"
                + "\n![](https://old.example/wp-content/uploads/2020/05/dog.jpg)\n\n</div>"
        ),
        (
            "[gallery]",
            "<div class=\"gallery\">\n\n![](https://old.example/wp-content/uploads/2020/05/dog.jpg)\n"
                + "\n![](https://old.example/wp-content/uploads/2020/05/bird.webp)\n\n</div>"
        ),
        ("听：[audio src=\"/a.mp3\"]", "听：\n\n<audio src=\"/a.mp3\" controls></audio>"),
        ("[video width=\"640\" mp4=\"/v.mp4\"][/video]", "<video src=\"/v.mp4\" controls></video>"),
        ("看\n\n[embed]https://vimeo.com/1[/embed]", "看\n\n[Vimeo](https://vimeo.com/1)"),
        ("看\nhttps://www.bilibili.com/video/BV1xx411c7mD\n后", "看\n\n[哔哩哔哩](https://www.bilibili.com/video/BV1xx411c7mD)\n\n后"),
        ("[youtube=https://www.youtube.com/watch?v=x1&amp;t=3]", "[YouTube](https://www.youtube.com/watch?v=x1&t=3)"),
        ("[code language=\"php\"]\n<?php echo 1 < 2;\n\n[/code]", "```php\n<?php echo 1 < 2;\n```"),
        ("[python]\nif a &lt; b:\n    c\n[/python]", "```python\nif a < b:\n    c\n```"),
        ("前文\n\n<!--more 继续读-->\n\n后文", "前文\n\n<!-- more -->\n\n后文"),
        ("一页\n\n<!--nextpage-->\n\n二页", "一页\n\n---\n\n二页"),
        ("前[su_note note_color=\"red\"]里面 [b]文[/b][/su_note]后 [contact-form-7 id=\"1\"]", "前里面 文后"),
        ("引文[1]，[sic]，[[gallery]]，[注]", "引文[1]，[sic]，[gallery]，[注]"),
        ("<code>[gallery]</code> 与 <pre>[audio x]</pre>", "`[gallery]` 与\n\n```\n[audio x]\n```"),
        ("质能 $latex E=mc^2$ 与 [latex]x_1[/latex]", "质能 $E=mc^2$ 与 $x_1$"),
        ("<p dir=\"rtl\">مرحبا</p>", "<div dir=\"rtl\">\n\nمرحبا\n\n</div>"),
        ("a ]]> b * c_d_ &amp; &lt;x&gt;", "a ]]> b \\* c_d\\_ & &lt;x>"),
        (
            "<img class=\"size-medium\" src=\"https://i0.wp.com/old.example/wp-content/uploads/2020/05/cat-150x150.png?resize=150%2C150\" "
                + "/>",
            "![](https://old.example/wp-content/uploads/2020/05/cat.png)"
        ),
    ];

    public static IReadOnlyList<(string Html, string Markdown)> Blocks { get; } =
    [
        (
            "<!-- wp:paragraph -->\n<p>一段</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:heading {\"level\":3} "
                + "-->\n<h3 class=\"wp-block-heading\">题</h3>\n<!-- /wp:heading -->",
            "一段\n\n### 题"
        ),
        (
            "<!-- wp:list -->\n<ul class=\"wp-block-list\"><!-- wp:list-item -->\n<li>一<!-- wp:list -->"
                + "\n<ul class=\"wp-block-list\"><!-- wp:list-item -->\n<li>深</li>\n<!-- /wp:list-item --></ul>"
                + "\n<!-- /wp:list --></li>\n<!-- /wp:list-item -->\n\n<!-- wp:list-item -->\n<li>二</li>\n<!-- "
                + "/wp:list-item --></ul>\n<!-- /wp:list -->",
            "- 一\n  - 深\n- 二"
        ),
        (
            "<!-- wp:image {\"id\":7,\"sizeSlug\":\"large\"} -->\n<figure class=\"wp-block-image size-large\">"
                + "<img src=\"https://old.example/wp-content/uploads/2020/05/cat-1024x683.png\" alt=\"猫\" class=\"wp-image-7\"/>"
                + "<figcaption class=\"wp-element-caption\">说明</figcaption></figure>\n<!-- /wp:image -->",
            "![猫](https://old.example/wp-content/uploads/2020/05/cat.png \"说明\")"
        ),
        (
            "<!-- wp:code -->\n<pre class=\"wp-block-code\"><code lang=\"javascript\" class=\"language-javascript\">"
                + "let a = \"&lt;p&gt;\";\n\nb()</code></pre>\n<!-- /wp:code -->",
            "```javascript\nlet a = \"<p>\";\n\nb()\n```"
        ),
        (
            "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"><!-- wp:paragraph -->\n<p>引</p>\n"
                + "<!-- /wp:paragraph --><cite>谁</cite></blockquote>\n<!-- /wp:quote -->",
            "> 引\n>\n> <cite>谁</cite>"
        ),
        (
            "<!-- wp:table -->\n<figure class=\"wp-block-table\"><table class=\"has-fixed-layout\"><thead>"
                + "<tr><th>名</th><th>值</th></tr></thead><tbody><tr><td>a</td><td>1</td></tr></tbody></table>"
                + "<figcaption class=\"wp-element-caption\">表一</figcaption></figure>\n<!-- /wp:table -->",
            "| 名 | 值 |\n| --- | --- |\n| a | 1 |\n\n表一"
        ),
        (
            "<!-- wp:columns -->\n<div class=\"wp-block-columns\"><!-- wp:column -->\n<div class=\"wp-block-column\">"
                + "<!-- wp:paragraph -->\n<p>左</p>\n<!-- /wp:paragraph --></div>\n<!-- /wp:column --></div>"
                + "\n<!-- /wp:columns -->",
            "左"
        ),
        (
            "<!-- wp:gallery {\"linkTo\":\"none\"} -->\n<figure class=\"wp-block-gallery has-nested-images\">"
                + "<!-- wp:image -->\n<figure class=\"wp-block-image\"><img src=\"/a.png\" alt=\"\"/></figure>"
                + "\n<!-- /wp:image -->\n\n<!-- wp:image -->\n<figure class=\"wp-block-image\"><img src=\"/b.png\" "
                + "alt=\"b\"/><figcaption>乙</figcaption></figure>\n<!-- /wp:image --></figure>\n<!-- /wp:gallery "
                + "-->",
            "<div class=\"gallery\">\n\n![](/a.png)\n\n![b](/b.png \"乙\")\n\n</div>"
        ),
        (
            "<!-- wp:embed {\"url\":\"https://www.youtube.com/watch?v=x\",\"type\":\"video\"} -->\n<figure "
                + "class=\"wp-block-embed is-type-video\"><div class=\"wp-block-embed__wrapper\">\nhttps://www.youtube.com/watch?v=x\n"
                + "</div></figure>\n<!-- /wp:embed -->",
            "[YouTube](https://www.youtube.com/watch?v=x)"
        ),
        (
            "<!-- wp:paragraph -->\n<p>前</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:more -->\n<!--more-->"
                + "\n<!-- /wp:more -->\n\n<!-- wp:paragraph -->\n<p>后</p>\n<!-- /wp:paragraph -->",
            "前\n\n<!-- more -->\n\n后"
        ),
        ("<!-- wp:block {\"ref\":50} /-->", "共用的**文字**"),
        (
            "<!-- wp:paragraph -->\n<p>正文<sup data-fn=\"f1\" class=\"fn\"><a href=\"#f1\" id=\"f1-link\">"
                + "1</a></sup></p>\n<!-- /wp:paragraph -->\n\n<!-- wp:footnotes /-->",
            "正文[^1]\n\n[^1]: 注<em>释</em>".Replace("<em>释</em>", "*释*", StringComparison.Ordinal)
        ),
        (
            "<!-- wp:details -->\n<details class=\"wp-block-details\"><summary>更多</summary><!-- wp:paragraph "
                + "-->\n<p>内</p>\n<!-- /wp:paragraph --></details>\n<!-- /wp:details -->",
            "<details>\n<summary>更多</summary>\n\n内\n\n</details>"
        ),
        ("<!-- wp:verse -->\n<pre class=\"wp-block-verse\">床前明月光\n疑是地上霜</pre>\n<!-- /wp:verse -->", "床前明月光\\\n疑是地上霜"),
        (
            "<!-- wp:buttons -->\n<div class=\"wp-block-buttons\"><!-- wp:button -->\n<div class=\"wp-block-button\">"
                + "<a class=\"wp-block-button__link\" href=\"/x\">去</a></div>\n<!-- /wp:button --></div>\n<!-- "
                + "/wp:buttons -->",
            "[去](/x)"
        ),
        (
            "<!-- wp:separator -->\n<hr class=\"wp-block-separator\"/>\n<!-- /wp:separator -->\n\n<!-- "
                + "wp:spacer -->\n<div style=\"height:50px\" class=\"wp-block-spacer\"></div>\n<!-- /wp:spacer "
                + "-->",
            "---"
        ),
        ("<!-- wp:paragraph -->\n<p>前</p>\n<!-- /wp:paragraph -->\n\n经典\n文字\n\n二段", "前\n\n经典\\\n文字\n\n二段"),
        (
            "<!-- wp:latest-posts /-->\n\n<!-- wp:acme/chart {\"a\":\"b\"} /-->\n\n<!-- wp:shortcode "
                + "-->\n[latex]y[/latex]\n<!-- /wp:shortcode -->",
            "$y$"
        ),
        (
            "<!-- wp:paragraph {\"align\":\"right\"} -->\n<p class=\"has-text-align-right\"><mark style=\"background-color:#ff0\" "
                + "class=\"has-inline-color\">标</mark>记</p>\n<!-- /wp:paragraph -->",
            "==标==记"
        ),
    ];
}
