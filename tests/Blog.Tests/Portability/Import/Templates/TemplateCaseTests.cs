using Blog.Data.Posts.Files;
using Blog.Portability.Import.Templates;
using Blog.Tests.Rendering;

namespace Blog.Tests.Portability.Import.Templates;

/// <summary>Every form of tag by example.</summary>
public sealed class TemplateCaseTests
{
    public static TheoryData<string> Names => [.. TemplateCases.All.Keys];

    [Fact]
    public void There_are_at_least_200_cases() => Assert.True(TemplateCases.All.Count >= 200, $"{TemplateCases.All.Count} cases");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_text_becomes_the_Markdown_of_its_case(string name)
    {
        var one = TemplateCases.All[name];
        var result = TemplateConverter.Convert(one.Input, one.Tool, TemplateCases.Context);
        Assert.Equal(one.Expected, result.Markdown.TrimEnd('\n'));
        Assert.Equal(one.Warnings, result.Warnings.Select(warning => $"{warning.Line}: {warning.Reason}"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_was_converted_is_not_converted_again(string name)
    {
        var one = TemplateCases.All[name];
        if (
            one.Expected.Contains("{{", StringComparison.Ordinal)
            || one.Expected.Contains("{%", StringComparison.Ordinal)
            || one.Expected.Contains("===", StringComparison.Ordinal)
        )
        {
            return; // what stood in raw text would be a tag now
        }

        Assert.Equal(one.Expected, TemplateConverter.Convert(one.Expected, one.Tool, TemplateCases.Context).Markdown);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_a_text_becomes_is_rendered(string name) =>
        Assert.Null(Rendered.Renderer.Render(TemplateCases.All[name].Expected, Rendered.Chinese).Refusal);

    [Theory]
    [InlineData("{% note %}x{% endnote %}", "> [!NOTE]\n> x")]
    [InlineData("{{< tip >}}x{{< /tip >}}", "> [!TIP]\n> x")]
    [InlineData("{% highlight js %}\nx\n{% endhighlight %}", "```js\nx\n```")]
    [InlineData("{% csrf_token %} 与 {% load static %}", "{% csrf_token %} 与 {% load static %}")]
    [InlineData("{{< no-such-thing >}}", "{{< no-such-thing >}}")]
    [InlineData("::: tip\nx\n:::", "> [!TIP]\n> x")]
    public void A_text_of_an_unknown_tool_is_converted_where_its_tags_are_unmistakable(string text, string expected) =>
        Assert.Equal(expected, TemplateConverter.Convert(text, SiteGenerator.Unknown, TemplateCases.Context).Markdown);

    [Theory]
    [InlineData(SiteGenerator.Hugo, "{% note %}x{% endnote %}")]
    [InlineData(SiteGenerator.Hexo, "{{< tip >}}x{{< /tip >}}")]
    [InlineData(SiteGenerator.Jekyll, "{{< tip >}}x{{< /tip >}}")]
    [InlineData(SiteGenerator.Hexo, "{{ site.title }}")]
    public void Another_tools_tags_are_text(SiteGenerator tool, string text) =>
        Assert.Equal(text, TemplateConverter.Convert(text, tool, TemplateCases.Context).Markdown);

    [Theory]
    [InlineData(SiteGenerator.Hexo)]
    [InlineData(SiteGenerator.Hugo)]
    [InlineData(SiteGenerator.Jekyll)]
    [InlineData(SiteGenerator.Unknown)]
    public void Nothing_inside_code_is_touched(SiteGenerator tool)
    {
        const string Code = """
            `{% note %}` ``{{< x >}} ` :::`` `{{ site.title }}`

            ```
            {% note %} {{< x >}} {{ site.title }} :::
            {% endraw %}
            ~~~
            ```

            ~~~~~ js
            ::: tip
            ```
            {{% x %}}
            ~~~
            ~~~~~

            1. item

               ```sh
               {% if %}
               !!! note
                   x
               ```

            > > ```
            > > ::: tip
            > > ```

            para

                {% note %}
                {:toc}

            <pre>
            {% note %} ::: {{< x >}}
            </pre>

            <code>{% x %}</code> <!-- {% note %} {{< x >}} -->
            """;
        Assert.Equal(Code, TemplateConverter.Convert(Code, tool, TemplateCases.Context).Markdown);
    }

    [Fact]
    public void Warnings_and_lines_are_those_of_the_source()
    {
        const string Text = "::: tip\n第一行文字\n:::\n\n{% mystery %}\n\n第二行文字\n\n{% note %}\n第三行文字\n{% endnote %}";
        var result = TemplateConverter.Convert(Text, SiteGenerator.Hexo, TemplateCases.Context);
        Assert.Equal([(5, "unknown tag 'mystery': left out")], result.Warnings.Select(warning => (warning.Line, warning.Reason)));
        Assert.Equal(["mystery"], result.UnknownTags);
        var lines = result.Markdown.Split('\n');
        foreach (var (words, line) in new[] { ("第一行文字", 2), ("第二行文字", 7), ("第三行文字", 10) })
        {
            Assert.Equal(line, result.SourceLine(Array.FindIndex(lines, one => one.Contains(words, StringComparison.Ordinal)) + 1));
        }
    }

    [Fact]
    public void What_tags_become_is_shown_as_what_it_is()
    {
        const string Text = """
            {% note warning 标题 %}
            内**容**
            {% endnote %}

            {% gallery %}
            ![一](/1.png)
            ![二](/2.png "图二")
            {% endgallery %}

            {% hideToggle 看 & 想 %}
            - 项
            {% endhideToggle %}

            {% label 重 red %}与{% kbd Ctrl %}

            {% mermaid graph TD %}
            A --> B
            {% endmermaid %}

            {% cb 完成, true %}

            - 项

              {% note success 里 %}
              甲
              {% note danger %}
              乙
              {% endnote %}
              {% endnote %}
            """;
        var page = Rendered.Parse(Rendered.Body(TemplateConverter.Convert(Text, SiteGenerator.Hexo, TemplateCases.Context).Markdown));
        Assert.Equal("标题", page.QuerySelector(".markdown-alert-warning strong")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll(".gallery > .pictures img").Length);
        Assert.Equal("图二", page.QuerySelector(".gallery > figure > figcaption")!.TextContent);
        Assert.Equal("看 & 想", page.QuerySelector("details > summary")!.TextContent);
        Assert.Equal("项", page.QuerySelector("details li")!.TextContent.Trim());
        Assert.Equal("重", page.QuerySelector("mark")!.TextContent);
        Assert.Equal("Ctrl", page.QuerySelector("kbd")!.TextContent);
        Assert.NotNull(page.QuerySelector("pre code"));
        Assert.Equal("乙", page.QuerySelector("li .markdown-alert-tip .markdown-alert-caution > p:last-child")!.TextContent);
        Assert.DoesNotContain("[!", page.TextContent, StringComparison.Ordinal);
        Assert.NotNull(page.QuerySelector("li.task-list-item input[checked]"));
    }
}
