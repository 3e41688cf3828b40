namespace Blog.Tests.Portability.Import.Backups.Ghost;

/// <summary>
/// Bodies as the editors of Ghost save them (packages/kg-default-nodes of TryGhost/Koenig; MOBILEDOC.md of
/// bustle/mobiledoc-kit).
/// </summary>
internal static class GhostBodies
{
    public static IReadOnlyList<(string Name, string Field, string Body, string Markdown)> All { get; } =
    [
        (
            "格式",
            "lexical",
            Lexical(
                """
                {"type":"extended-heading","tag":"h2","children":[{"type":"extended-text","text":"题","format":0}]},
                {"type":"paragraph","children":[{"type":"extended-text","text":"粗","format":1},
                {"type":"extended-text","text":"粗斜","format":3},
                {"type":"linebreak"},
                {"type":"extended-text","text":"a_b*","format":0},
                {"type":"extended-text","text":"x=1","format":16},
                {"type":"extended-text","text":"删","format":4},
                {"type":"extended-text","text":"标","format":128}]},
                {"type":"list","listType":"number","start":3,"tag":"ol","children":[{"type":"listitem","value":3,
                "children":[{"type":"text","text":"三"}]},
                {"type":"listitem","value":4,"children":[{"type":"list","listType":"bullet","tag":"ul",
                "children":[{"type":"listitem","children":[{"type":"text","text":"深"}]}]}]}]},
                {"type":"list","listType":"check","tag":"ul","children":[{"type":"listitem","checked":true,
                "children":[{"type":"text","text":"好"}]}]},
                {"type":"extended-quote","children":[{"type":"text","text":"引"}]},
                {"type":"horizontalrule"}
                """
            ),
            "## 题\n\n**粗*****粗斜***\\\na_b\\*`x=1`~~删~~==标==\n\n3. 三\n   - 深\n\n- [x] 好\n\n> 引\n\n---"
        ),
        (
            "图与码",
            "lexical",
            Lexical(
                """
                {"type":"image","src":"https://a.example/a.png","alt":"图","caption":"<span>说明</span>","href":""},
                {"type":"gallery","images":[{"src":"https://a.example/b.png"},
                {"src":"https://a.example/c.png","alt":"丙"}],
                "caption":"一组"},
                {"type":"codeblock","code":"a < b\n\nc","language":"js","caption":""},
                {"type":"markdown","markdown":"**原样** `x`\n\n| a |\n|---|\n| b |"},
                {"type":"html","html":"<table><tr><th>名</th><th>值</th></tr><tr><td>1</td><td>2</td></tr></table>"}
                """
            ),
            "![图](https://a.example/a.png \"说明\")\n\n<div class=\"gallery\">\n\n![](https://a.example/b.png)\n"
                + "\n![丙](https://a.example/c.png)\n\n</div>\n\n一组\n\n```js\na < b\n\nc\n```\n\n**原样** `x`\n"
                + "\n| a |\n|---|\n| b |\n\n| 名 | 值 |\n| --- | --- |\n| 1 | 2 |"
        ),
        (
            "卡片",
            "lexical",
            Lexical(
                """
                {"type":"bookmark","url":"https://b.example/x","metadata":{"title":"书签","description":"描述","author":"某"},"caption":""},
                {"type":"embed","url":"https://www.youtube.com/watch?v=x","embedType":"video",
                "html":"<iframe src=\"https://www.youtube.com/embed/x\"></iframe>"},
                {"type":"callout","calloutText":"<p>注<b>意</b></p>","calloutEmoji":"💡"},
                {"type":"toggle","heading":"<span>更多</span>","content":"<p>内</p>"},
                {"type":"button","buttonUrl":"https://b.example/","buttonText":"去"},
                {"type":"header","header":"大","subheader":"小","buttonEnabled":true,"buttonUrl":"/x","buttonText":"按"},
                {"type":"audio","src":"/content/media/a.mp3","title":"歌"},
                {"type":"file","src":"/content/files/a.pdf","fileTitle":"文件","fileCaption":"一页"},
                {"type":"product","productTitle":"货","productDescription":"<p>好</p>","productButtonEnabled":true,
                "productButton":"买","productUrl":"https://b.example/buy"}
                """
            ),
            "> [书签](https://b.example/x)\n>\n> 描述\n\n[YouTube](https://www.youtube.com/watch?v=x)\n\n"
                + "> [!NOTE]\n> 💡 注**意**\n\n<details>\n<summary>更多</summary>\n\n内\n\n</details>\n\n[去](https://b.example/)\n"
                + "\n## 大\n\n小\n\n[按](/x)\n\n歌\n\n<audio src=\"/content/media/a.mp3\" controls></audio>\n\n"
                + "[文件](/content/files/a.pdf)\n\n一页\n\n**货**\n\n好\n\n[买](https://b.example/buy)"
        ),
        (
            "旧编辑器",
            "mobiledoc",
            """
            {"version":"0.3.1","atoms":[["soft-return","",{}]],
            "cards":[["hr",{}],
            ["code",{"code":"x","language":"go"}],
            ["image",{"src":"https://a.example/a.png","caption":"图"}]],
            "markups":[["strong"],["a",["href","https://a.example/"]]],
            "sections":[[1,"h2",[[0,[],0,"题"]]],
            [1,"p",[[0,[],0,"前"],
            [0,[0,1],2,"粗链"],
            [1,[],0,0],
            [0,[],0,"后"]]],
            [3,"ul",[[[0,[],0,"一"]],
            [[0,[],0,"二"]]]],
            [10,0],
            [10,1],
            [10,2],
            [10,9]]}
            """,
            "## 题\n\n前**[粗链](https://a.example/)**\\\n后\n\n- 一\n- 二\n\n---\n\n```go\nx\n```\n\n![](https://a.example/a.png \"图\")"
        ),
        (
            "只给会员",
            "lexical",
            Lexical(
                """
                {"type":"paragraph","children":[{"type":"text","text":"公开"}]},
                {"type":"signup","header":"订阅"},{"type":"paywall"},{"type":"email","html":"<p>信</p>"},
                {"type":"html","html":"<p>会员</p>","visibility":{"web":{"nonMember":false,"memberSegment":"status:free"}}},
                {"type":"weather","place":"北京"},
                {"type":"paragraph","children":[{"type":"text","text":"结尾"}]}
                """
            ),
            "公开\n\n结尾"
        ),
        ("网页", "html", "<p>只有<em>网页</em></p><!--kg-card-begin: html--><p>x</p><!--kg-card-end: html-->", "只有*网页*\n\nx"),
        ("最早", "markdown", "# 原\n\n*文*", "# 原\n\n*文*"),
        ("坏的", "lexical", "{\"root\":", ""),
    ];

    /// <summary>A text of the editor since Ghost 5.</summary>
    public static string Lexical(string nodes) =>
        "{\"root\":{\"children\":[" + nodes + "],\"direction\":\"ltr\",\"type\":\"root\",\"version\":1}}";
}
