using AngleSharp.Dom;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Tests.Editor.Copying;

namespace Blog.Tests.Rendering;

/// <summary>Notations that the owner turns on: lists of headings, marks, containers and emoji.</summary>
public sealed class NotationTests
{
    private static readonly Notations All = new()
    {
        Contents = true,
        Containers = true,
        Emoji = true,
    };

    private static readonly Notations None = new() { Marks = false };

    private const string Everything =
        "[TOC]\n\n## 安装 `a`\n\n==重点==。很好:smile:\n\n::: tip 小 **技巧**\n内容 :tada:\n:::\n\n### 下一步\n\n文\n\n## 结尾\n\n文";

    [Fact]
    public void All_are_text_without_the_setting_but_marks_which_every_blog_has_had()
    {
        var body = Body(Everything, Notations.Default);
        Assert.Contains("[TOC]", body.TextContent, StringComparison.Ordinal);
        Assert.Contains("::: tip", body.TextContent, StringComparison.Ordinal);
        Assert.Contains(":smile:", body.TextContent, StringComparison.Ordinal);
        Assert.Equal("重点", body.QuerySelector("mark")!.TextContent);
        Assert.Contains("==重点==", Body(Everything, None).TextContent, StringComparison.Ordinal);
        Assert.NotNull(Body("~~删~~", None).QuerySelector("del"));
    }

    [Theory]
    [InlineData("[TOC]")]
    [InlineData("[toc]")]
    [InlineData("[[toc]]")]
    [InlineData("[[_TOC_]]")]
    [InlineData("@[toc]")]
    [InlineData("@[TOC](文章目录)")]
    [InlineData("<!-- toc -->")]
    [InlineData("<!--TOC-->")]
    public void A_mark_alone_in_its_block_becomes_the_list_of_headings(string mark)
    {
        var post = Rendered.Post($"开头。\n\n{mark}\n\n## 安装 `a` & b\n\n文\n\n### 下一步\n\n文\n\n## 结尾\n\n文", With(All));
        var list = Rendered.Parse(post.Body.Value).QuerySelector(".headings > ul")!;
        Assert.Equal(["安装 a & b", "下一步", "结尾"], list.QuerySelectorAll("a").Select(link => link.TextContent));
        Assert.Equal(
            ["#安装-a-b", "#下一步", "#结尾"],
            list.QuerySelectorAll("a").Select(link => Uri.UnescapeDataString(link.GetAttribute("href")!))
        );
        Assert.Equal("下一步", list.QuerySelector("li > ul a")!.TextContent);
        foreach (var text in new[] { post.Body.Value, post.Summary.Value, post.PlainText })
        {
            Assert.DoesNotContain("toc", text, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Empty(Rendered.Parse(post.Summary.Value).QuerySelectorAll(".headings"));
        Assert.DoesNotContain("slot-", post.Body.Value + post.Summary.Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("文 [TOC] 文\n\n## a\n\n文")]
    [InlineData("`[TOC]`\n\n## a\n\n文")]
    [InlineData("```\n[TOC]\n```\n\n## a\n\n文")]
    [InlineData("[TOC]\n\n## a\n\n文\n\n[toc]: /x")]
    [InlineData("<!-- toc -->\n\n- [a](#a)\n\n<!-- tocstop -->\n\n## a\n\n文")]
    public void What_is_no_mark_stays(string markdown) => Assert.Empty(Body(markdown, All).QuerySelectorAll(".headings"));

    [Fact]
    public void There_is_one_list_and_none_without_headings()
    {
        Assert.DoesNotContain("slot-", Rendered.Body("[TOC]\n\n## a\n\n[TOC]", With(All)), StringComparison.Ordinal);
        Assert.Single(Body("[TOC]\n\n## a\n\n[TOC]\n\n> [TOC]", All).QuerySelectorAll(".headings"));
        Assert.Equal("<p>文</p>", Rendered.Body("[TOC]\n\n文", With(All)));
    }

    [Theory]
    [InlineData("::: tip\n内容\n:::", "markdown-alert-tip", "提示")]
    [InlineData(":::note\n内容\n:::", "markdown-alert-note", "注意")]
    [InlineData("::: info 说明\n内容\n:::", "markdown-alert-note", "说明")]
    [InlineData("::: warning\n内容\n:::", "markdown-alert-warning", "警告")]
    [InlineData("::: danger 别这样\n内容\n:::", "markdown-alert-caution", "别这样")]
    [InlineData(":::tip[标题]{.x}\n内容\n:::", "markdown-alert-tip", "标题")]
    [InlineData("::: 警告 小心\n内容\n:::", "markdown-alert-warning", "小心")]
    [InlineData("::: mystery 标题\n内容\n:::", "markdown-alert-note", "标题")]
    [InlineData("文\n::: tip\n内容", "markdown-alert-tip", "提示")]
    public void A_container_is_an_alert(string markdown, string kind, string title)
    {
        var alert = Body(markdown, All).QuerySelector(".markdown-alert")!;
        Assert.Equal($"markdown-alert {kind}", alert.ClassName);
        Assert.Equal((title, "内容"), (alert.Children[0].TextContent, alert.Children[1].TextContent));
        Assert.DoesNotContain(":::", Rendered.Post(markdown, With(All)).PlainText, StringComparison.Ordinal);
    }

    [Fact]
    public void A_title_has_markup_of_its_own_and_is_found_by_search()
    {
        var post = Rendered.Post("::: tip 用 `git` 的**技巧** <b>x</b>\n内容\n:::\n\n::: tip\n别的\n:::", With(All));
        var title = Rendered.Parse(post.Body.Value).QuerySelector(".markdown-alert-title")!;
        Assert.Equal(("git", "技巧"), (title.QuerySelector("code")!.TextContent, title.QuerySelector("strong")!.TextContent));
        Assert.Equal("用 git 的技巧 x\n内容\n别的", post.PlainText);
    }

    [Fact]
    public void Details_unfold()
    {
        var details = Body("::: details 看答案\n- 一\n\n> 二\n:::\n\n::: details {open}\n三\n:::", All)
            .QuerySelectorAll("details")
            .ToList();
        Assert.Equal("看答案", details[0].QuerySelector("summary")!.TextContent);
        Assert.NotNull(details[0].QuerySelector("li"));
        Assert.False(details[0].HasAttribute("open"));
        Assert.Equal(("详情", true), (details[1].QuerySelector("summary")!.TextContent, details[1].HasAttribute("open")));
    }

    [Theory]
    [InlineData(":::: info 外\n::: details 内\n深\n:::\n后\n::::")]
    [InlineData("::: info 外\n::: details 内\n深\n:::\n后\n:::")]
    [InlineData("::: info 外\n\n::: details 内\n\n深\n\n:::\n\n后\n\n:::")]
    public void Containers_stand_in_each_other(string markdown)
    {
        var body = Body(markdown + "\n\n最后", All);
        var outer = Assert.Single(body.Children, child => child.ClassName == "markdown-alert markdown-alert-note");
        Assert.Equal("深", outer.QuerySelector("details > p")!.TextContent);
        Assert.Equal("后", outer.Children[^1].TextContent);
        Assert.Equal("最后", body.Children[^1].TextContent);
        Assert.DoesNotContain(":::", body.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_of_the_notation_is_code_and_colons_without_a_name_are_text()
    {
        var code = Body("::: tip\n```md\n::: tip\nx\n:::\n```\n后\n:::", All).QuerySelector(".markdown-alert")!;
        Assert.Contains("::: tip\nx\n:::", code.QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.Equal("后", code.Children[^1].TextContent);
        Assert.Equal("<p>:::</p><p>文</p>", Rendered.Body(":::\n\n文", With(All)).Replace("\n", "", StringComparison.Ordinal));
        Assert.Contains("std::x::y ::z::", Body("std::x::y ::z::", All).TextContent, StringComparison.Ordinal);
        Assert.Empty(Body("```\n::: tip\n:::\n```", All).QuerySelectorAll(".markdown-alert"));
    }

    [Fact]
    public void A_container_stands_in_a_list_and_a_quote()
    {
        var body = Body("- 项\n\n  ::: tip\n  内容\n  :::\n\n> ::: warning\n> 内容\n> :::\n>\n> 后", All);
        Assert.Equal("内容", body.QuerySelector("li .markdown-alert-tip p:last-child")!.TextContent);
        Assert.Equal("后", body.QuerySelector("blockquote")!.Children[^1].TextContent);
    }

    [Theory]
    [InlineData("很好:smile:", "很好😄")]
    [InlineData(":smile::heart:", "😄❤️")]
    [InlineData("（:+1:）", "（👍）")]
    [InlineData("**:tada:**", "🎉")]
    [InlineData("10:30:45 与 10:100:45", "10:30:45 与 10:100:45")]
    [InlineData("std::smile::x a:smile:b", "std::smile::x a:smile:b")]
    [InlineData("`:smile:` :) :-) :no_such_name:", ":smile: :) :-) :no_such_name:")]
    [InlineData("https://example.org/:smile: 文", "https://example.org/:smile: 文")]
    [InlineData("$a :smile: b$", null)]
    public void Short_names_become_emoji_and_nothing_else_does(string markdown, string? text)
    {
        var body = Body(markdown, All);
        Assert.True(text is null ? !body.TextContent.Contains('\uD83D') : body.TextContent == text, body.TextContent);
    }

    [Fact]
    public void Nothing_of_the_notation_is_left_in_summary_search_text_feed_or_copies()
    {
        var post = Rendered.Post(Everything, With(All));
        var source = Copied.Source(Everything) with { Body = post.Body, Notations = All };
        var wechat = Blog.Editor.Copying.WeChat.WeChatCopy.Make(source, Blog.Editor.Copying.WeChat.WeChatLook.Plain, SharedScripts.Drawer);
        var texts = new[]
        {
            post.Summary.Value,
            post.PlainText,
            PortableHtml.Of(post.Body, Copied.Address),
            wechat.Html,
            Blog.Editor.Copying.Others.ZhihuCopy.Make(source).Html,
            Blog.Editor.Copying.Others.MarkdownCopy.ForPlatform(source).Text,
        };
        foreach (var text in texts)
        {
            foreach (var sign in new[] { "[TOC]", "==", ":::", ":smile:", ":tada:" })
            {
                Assert.DoesNotContain(sign, text, StringComparison.Ordinal);
            }
        }

        Assert.Contains("小 技巧", wechat.Text, StringComparison.Ordinal);
        Assert.Contains(":::", Blog.Editor.Copying.Others.MarkdownCopy.Plain(source).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("前\n\n::: tip 标题\n一\n\n二\n:::\n\n后", "前\n\n> **标题**\n>\n> 一\n> \n> 二\n\n\n后")]
    [InlineData(":::: warning\n甲\n::: details 内\n乙\n:::\n::::", "> **警告**\n>\n> 甲\n> > **内**\n> >\n> > 乙\n> \n")]
    [InlineData("- 项\n\n  ::: tip\n  甲\n  :::", "- 项\n\n  > **提示**\n  >\n  > 甲\n  ")]
    [InlineData("[TOC]\n\n很好:smile:", "\n\n很好😄")]
    [InlineData("::: center\n甲\n:::", "\n甲\n")]
    public void Other_platforms_get_quotes_and_signs(string written, string portable) =>
        Assert.Equal(portable, PortableMarkdown.Of(written, "zh-CN", All));

    [Fact]
    public void Hostile_text_is_no_more_dangerous_with_them()
    {
        foreach (var payload in HostilePayloads.All)
        {
            foreach (
                var markdown in new[] { $"::: tip {payload}\n{payload}\n:::", $"[TOC]\n\n## {payload}", $"::: details {payload}\n:::" }
            )
            {
                if (Rendered.Renderer.Render(markdown, With(All)).Post is { } post)
                {
                    var body = Rendered.Parse(post.Body.Value);
                    Assert.Empty(body.QuerySelectorAll("script, iframe, style, form, object, embed"));
                    Assert.DoesNotContain(
                        body.QuerySelectorAll("*").SelectMany(element => element.Attributes),
                        attribute =>
                            attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase)
                            || attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)
                    );
                }
            }
        }
    }

    [Fact]
    public void Each_choice_has_a_version_of_its_own_and_the_default_none()
    {
        var choices = new[]
        {
            Notations.Default,
            All,
            None,
            new Notations { Emoji = true },
            new Notations { Containers = true },
        };
        Assert.Equal(choices.Length, choices.Select(choice => MarkdownRenderer.VersionOf(60, choice, "")).Distinct().Count());
        Assert.Equal($"{MarkdownRenderer.Version}.60", MarkdownRenderer.VersionOf(60, Notations.Default, ""));
        Assert.Equal(MarkdownRenderer.VersionOf(60, All, ""), Rendered.Post("文", With(All)).Version);
    }

    private static RenderContext With(Notations notations) => Rendered.Chinese with { Notations = notations };

    private static IElement Body(string markdown, Notations notations) => Rendered.Parse(Rendered.Body(markdown, With(notations)));
}
