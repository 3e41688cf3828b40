using System.Text;

namespace Blog.Tests.Fuzzing;

/// <summary>Documents that once failed, each with what was wrong, as the failure printed them or shortened.</summary>
internal static class OnceFailed
{
    public static IReadOnlyList<(string Target, byte[] Document)> All { get; } =
    [
        // An attribute of that name is read by the parser, and may not be set on an element that takes another name.
        (
            "markdown",
            Convert.FromBase64String(
                "PABkAGkAYQBsAG8AZwAgAG8AcABlAG4AIABvAG4AYwBsAG8AcwBlAD0AYQBsAGUAcgArACA"
                    + "AdAAoADEAVAAKADoAIAAgACAARAAKACkAPgB4ADwALwBkAGkAYQBsAG8AZwA+AA=="
            )
        ),
        ("markdown", MarkdownTarget.BytesOf("<form (x>a</form>\n\n<center \"x>b</center>")),
        // A NUL in the description came into the summary.
        (
            "markdown",
            Convert.FromBase64String(
                "PABzAGMAcgBpAHAAdAAgAHQAeQBwAGUAPQBtAG8AZAB1AGwAZQA+AGkAbQBwAG8AcgB0ACAAJwAvAC8AYQAAAC4AYgAnADwALwBzAGMAcgBpAHAAdAA+AA=="
            )
        ),
        // U+FFFF ends a text for the HTML parser: everything after it was lost.
        (
            "markdown",
            Convert.FromBase64String(
                "/////zwAdgBpAGQAZQBvACAAcwByAEUDYwA9AHgAIAD/////PAB2AGkAZABlAG8AIABzAHIARQNjAD0AeAAg"
                    + "AP////88AHYAaQBkAGUAbwAgAHMAcgBFA2MAPQB4ACAAbwBuAHcAaABlAGUAbAA9AGEAbABlAG4AdwBoAGUA"
                    + "ZQBsAD0AYQBsAGUAcgB0ACgAMQApAD4APAAvAHYAaQBkAGUAbwA+AA=="
            )
        ),
        ("markdown", MarkdownTarget.BytesOf("a &#xFFFF; b\n\n<p title=\"a&#xFFFF;b\">c</p>\n\n```c\na\uFFFFb\n```\n")),
        // Unclosed lists and invalid characters made the front matter parsers throw undeclared exceptions.
        ("import", Encoding.UTF8.GetBytes("---\ntitle: x\ntags: [a, b\ndate: 2020-01-01\n---\nText")),
        ("import", Encoding.UTF8.GetBytes("---\naliases: [slug: retry-loop\nlang: en\ntags: [a, b]\n---\nText")),
        ("import", Encoding.UTF8.GetBytes("---\ntitle: \"\\uD800\"\ndate: 2020-01-01\n---\nText")),
        ("import", Encoding.UTF8.GetBytes("{\"title\": \"\\ud800\", \"date\": \"2020-01-01\"}\nText")),
    ];

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, All.Count)];
}
