using AngleSharp.Dom;
using Blog.Rendering.Output;

namespace Blog.Tests.Rendering;

public sealed class HostileTests
{
    private static readonly HashSet<string> Forbidden = new(StringComparer.OrdinalIgnoreCase)
    {
        "script",
        "object",
        "embed",
        "base",
        "meta",
        "link",
        "iframe",
        "frame",
        "form",
        "style",
        "svg",
        "template",
        "noscript",
        "textarea",
        "select",
        "button",
        "applet",
        "portal",
    };

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, HostilePayloads.All.Count)];

    [Fact]
    public void There_are_at_least_300_payloads() => Assert.True(HostilePayloads.All.Distinct(StringComparer.Ordinal).Count() >= 300);

    [Theory]
    [MemberData(nameof(Numbers))]
    public void A_payload_is_harmless_in_every_context(int number)
    {
        var payload = HostilePayloads.All[number];
        string[] posts =
        [
            payload,
            "文字 " + payload + " 文字",
            "> " + payload.Replace("\n", "\n> ", StringComparison.Ordinal),
            "- " + payload.Replace("\n", "\n  ", StringComparison.Ordinal),
            "# " + payload.Replace('\n', ' '),
            "| " + payload.Replace('\n', ' ') + " |\n|---|\n| x |",
            "![" + payload.Replace('\n', ' ') + "](/a.png)",
            "![x](/a.png \"" + payload.Replace('\n', ' ').Replace('"', '\'') + "\")",
            "![x](/a.png '" + payload.Replace('\n', ' ').Replace('\'', '"') + "')",
            "[x](/a \"" + payload.Replace('\n', ' ').Replace('"', '\'') + "\")",
            "x[^1]\n\n[^1]: " + payload.Replace("\n", "\n    ", StringComparison.Ordinal),
            "> [!NOTE]\n> " + payload.Replace("\n", "\n> ", StringComparison.Ordinal),
            "```" + payload.Replace('\n', ' ') + "\n" + payload + "\n```",
            "<div>\n" + payload + "\n</div>",
            "<table><tr><td>" + payload + "</td></tr></table>",
            "<p title='" + payload + "'>x</p>",
            "<img src=\"" + payload + "\" alt=\"" + payload + "\">",
            payload + "\n\n<!-- more -->\n\n" + payload,
            "$" + payload + "$",
        ];
        foreach (var post in posts)
        {
            var rendered = Rendered.Post(post);
            AssertHarmless(rendered.Body.Value, post);
            AssertHarmless(rendered.Summary.Value, post);
        }

        var described = Rendered.Post(
            payload,
            Rendered.Chinese with
            {
                Description = payload,
                Title = payload,
                Address = payload,
                BasePath = "",
            }
        );
        AssertHarmless(described.Body.Value, payload);
        AssertHarmless(described.Summary.Value, payload);
    }

    [Theory]
    [InlineData("<pre class=\"slot-{0}-0\"></pre>")]
    [InlineData("<code class=\"slot-{0}-0\"></code>")]
    public void A_placeholder_cannot_be_forged(string form)
    {
        // A token is valid for one rendering only, and no text can know it in advance.
        var token = new Placeholders().Token;
        var forged = form.Replace("{0}", token, StringComparison.Ordinal);
        var body = Rendered.Body("```c\nint secret;\n```\n\n" + forged + "\n\n<pre class=\"slot-0\"></pre>");
        Assert.Single(Rendered.Parse(body).QuerySelectorAll("code"), code => code.TextContent.Contains("secret", StringComparison.Ordinal));
        Assert.DoesNotContain("slot-", body, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_rendering_has_a_token_of_its_own() => Assert.NotEqual(new Placeholders().Token, new Placeholders().Token);

    [Fact]
    public void A_highlighter_may_only_return_spans_with_classes()
    {
        Assert.True(Blog.Rendering.Extensions.CodeBlocks.CodeMarkup.IsClean("a <span class=\"hljs-keyword\">if</span> &lt;b&gt;".AsSpan()));
        foreach (
            var wrong in new[]
            {
                "<b>x</b>",
                "<span class=\"x\" onclick=\"y\">z</span>",
                "<span class=\"x\">",
                "</span>",
                "a > b",
                "<span class='x'>y</span>",
                "<span style=\"x\">y</span>",
            }
        )
        {
            Assert.False(Blog.Rendering.Extensions.CodeBlocks.CodeMarkup.IsClean(wrong.AsSpan()), wrong);
        }
    }

    /// <summary>It runs, submits, frames and loads nothing from a scheme that is not allowed.</summary>
    internal static void AssertHarmless(string html, string source)
    {
        foreach (var element in Rendered.Parse(html).QuerySelectorAll("*"))
        {
            Assert.False(Forbidden.Contains(element.LocalName), $"<{element.LocalName}> from: {source}");
            Assert.True(element.LocalName != "input" || IsTaskBox(element), "an input from: " + source);
            foreach (var attribute in element.Attributes)
            {
                Assert.False(attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase), $"{attribute.Name} from: {source}");
                Assert.NotEqual("style", attribute.Name, StringComparer.OrdinalIgnoreCase);
                Assert.False(
                    IsAddress(attribute.Name) && IsLive(attribute.Value),
                    $"{attribute.Name}=\"{attribute.Value}\" from: {source}"
                );
            }
        }
    }

    private static bool IsTaskBox(IElement input) =>
        input.GetAttribute("type") == "checkbox"
        && input.HasAttribute("disabled")
        && input.Attributes.All(attribute => attribute.Name is "type" or "disabled" or "checked" or "aria-label");

    /// <summary>Whether an attribute has an address.</summary>
    internal static bool IsAddress(string name) =>
        name
            is "href"
                or "src"
                or "srcset"
                or "poster"
                or "cite"
                or "action"
                or "formaction"
                or "data"
                or "background"
                or "xlink:href"
                or "ping";

    /// <summary>Whether an address runs something.</summary>
    internal static bool IsLive(string value)
    {
        var bare = string.Concat(value.Where(c => !char.IsControl(c) && !char.IsWhiteSpace(c) && c is not ('\u200B' or '\uFEFF')))
            .ToLowerInvariant();
        return bare.Split(',')
            .Append(bare)
            .Any(part =>
                part.StartsWith("javascript:", StringComparison.Ordinal)
                || part.StartsWith("vbscript:", StringComparison.Ordinal)
                || part.StartsWith("data:", StringComparison.Ordinal)
                || part.StartsWith("blob:", StringComparison.Ordinal)
                || part.StartsWith("file:", StringComparison.Ordinal)
            );
    }
}
