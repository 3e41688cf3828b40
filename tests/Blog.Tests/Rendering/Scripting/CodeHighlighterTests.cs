using System.Text.RegularExpressions;
using Blog.Rendering.Scripting;

namespace Blog.Tests.Rendering.Scripting;

public sealed partial class CodeHighlighterTests(CodeHighlighter highlighter) : IClassFixture<CodeHighlighter>
{
    public static TheoryData<string, string> Snippets() =>
        new()
        {
            { "csharp", "public int X => 1;" },
            { "javascript", "const a = 'b';" },
            { "typescript", "let a: string = 'b';" },
            { "python", "def f(): return 1" },
            { "go", "func main() { return }" },
            { "rust", "fn main() { let a = 1; }" },
            { "java", "public class A { }" },
            { "c", "int main(void) { return 0; }" },
            { "cpp", "class A { public: int a; };" },
            { "sql", "SELECT a FROM b WHERE c = 1;" },
            { "bash", "if [ -f a ]; then echo \"$a\"; fi" },
            { "console", "$ ls -l" },
            { "powershell", "Get-Item -Path 'a' # b" },
            { "yaml", "a: true" },
            { "json", "{ \"a\": 1 }" },
            { "xml", "<a b=\"c\"/>" },
            { "html", "<p class=\"a\">b</p>" },
            { "css", "a { color: red; }" },
            { "scss", "$a: 1px; a { b: $a; }" },
            { "less", "@a: 1px; a { b: @a; }" },
            { "dockerfile", "FROM alpine" },
            { "markdown", "# Title" },
            { "diff", "+ a\n- b" },
            { "ini", "[a]\nb = 1" },
            { "toml", "[a]\nb = \"c\"" },
            { "kotlin", "fun main() { val a = 1 }" },
            { "swift", "func a() -> Int { return 1 }" },
            { "php", "<?php echo 'a';" },
            { "ruby", "def a; 'b'; end" },
            { "lua", "local a = 'b'" },
            { "makefile", "a: b\n\techo $(C)" },
            { "nginx", "server { listen 80; }" },
            { "http", "GET / HTTP/1.1\nHost: a" },
            { "graphql", "query { a(b: 1) }" },
            { "r", "a <- function(x) TRUE" },
            { "scala", "val a = 1" },
            { "fsharp", "let a = 1" },
            { "vbnet", "Dim a As Integer = 1" },
            { "perl", "my $a = 'b';" },
            { "objectivec", "@interface A : NSObject\n@end" },
            { "cmake", "set(A \"b\")" },
            { "latex", "\\section{a} % b" },
            { "protobuf", "message A { int32 b = 1; }" },
            { "elixir", "def a, do: :b" },
            { "haskell", "module A where -- b" },
            { "dart", "void main() { var a = 1; }" },
            { "bat", "echo off\nrem a" },
            { "groovy", "def a = 'b'" },
            { "julia", "function a() 1 end" },
            { "apache", "<Directory /a>\nOptions All\n</Directory>" },
            { "awk", "{ print $1 }" },
            { "vim", "let a = 'b'" },
            { "clojure", "(defn a [b] 1)" },
            { "erlang", "a() -> \"b\"." },
            { "ocaml", "let a = 1" },
            { "nix", "{ a = \"b\"; }" },
            { "matlab", "a = 'b'; % c" },
            { "properties", "a=b" },
            { "wasm", "(module (func (i32.const 1)))" },
            { "django", "{% if a %}b{% endif %}" },
            { "handlebars", "{{#if a}}b{{/if}}" },
            { "jsx", "const a = <b c=\"d\" />;" },
            { "tsx", "const a: B = <b />;" },
            { "svg", "<svg width=\"1\"/>" },
        };

    [Theory]
    [MemberData(nameof(Snippets))]
    public void Every_language_is_coloured(string language, string code)
    {
        var block = highlighter.Highlight(code, language);
        Assert.Equal(language, block.Language);
        Assert.NotEmpty(block.Label!);
        Assert.Contains("<span class=\"hljs-", block.Html, StringComparison.Ordinal);
        Assert.Equal(code, TextOf(block.Html));
    }

    [Fact]
    public void Every_language_has_a_snippet_above() =>
        Assert.Equal(
            CodeLanguages.All.Where(language => language.Grammar is not null).Select(language => language.Id).Order(StringComparer.Ordinal),
            Snippets().Select(snippet => snippet.Data.Item1).Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData("C#", "csharp", "C#")]
    [InlineData("c++", "cpp", "C++")]
    [InlineData("JS", "javascript", "JavaScript")]
    [InlineData("ts", "typescript", "TypeScript")]
    [InlineData("py", "python", "Python")]
    [InlineData("golang", "go", "Go")]
    [InlineData("rs", "rust", "Rust")]
    [InlineData("sh", "bash", "Shell")]
    [InlineData("zsh", "bash", "Shell")]
    [InlineData("shell", "bash", "Shell")]
    [InlineData("shell-session", "console", "Console")]
    [InlineData("ps1", "powershell", "PowerShell")]
    [InlineData("yml", "yaml", "YAML")]
    [InlineData("jsonc", "json", "JSON")]
    [InlineData("htm", "html", "HTML")]
    [InlineData("docker", "dockerfile", "Dockerfile")]
    [InlineData("md", "markdown", "Markdown")]
    [InlineData("patch", "diff", "Diff")]
    [InlineData("Visual Basic", "vbnet", "Visual Basic")]
    [InlineData("js title https://example.com", "javascript", "JavaScript")]
    [InlineData("js{1,3}", "javascript", "JavaScript")]
    [InlineData("python {1,3}", "python", "Python")]
    [InlineData("{.python .numberLines}", "python", "Python")]
    [InlineData("rust,ignore", "rust", "Rust")]
    [InlineData("csharp:Program.cs", "csharp", "C#")]
    [InlineData("language-sql", "sql", "SQL")]
    [InlineData("text", "text", null)]
    [InlineData("plain text", "text", null)]
    [InlineData("brainfuck", null, "brainfuck")]
    [InlineData("a<b>", null, "a")]
    [InlineData("title=\"a\"", null, null)]
    [InlineData("  ", null, null)]
    [InlineData(null, null, null)]
    public void The_info_string_names_the_language(string? info, string? language, string? label)
    {
        var block = highlighter.Highlight("x", info);
        Assert.Equal((language, label), (block.Language, block.Label));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("unknown")]
    [InlineData("text")]
    public void Without_a_grammar_the_text_stays_plain(string? language) =>
        Assert.Equal(
            "if (a &lt; b &amp;&amp; c > 'd') 中文".Replace(">", "&gt;", StringComparison.Ordinal),
            highlighter.Highlight("if (a < b && c > 'd') 中文", language).Html
        );

    [Fact]
    public void A_block_over_32_KB_stays_plain()
    {
        var block = highlighter.Highlight("var a = 1; // " + new string('中', CodeHighlighter.MaxBytes / 3), "js");
        Assert.DoesNotContain("<span", block.Html, StringComparison.Ordinal);
        Assert.Equal("JavaScript", block.Label);
    }

    [Theory]
    [InlineData("html")]
    [InlineData("js")]
    [InlineData("php")]
    [InlineData("markdown")]
    [InlineData("unknown")]
    [InlineData(null)]
    public void Hostile_code_stays_text(string? language)
    {
        const string code =
            "</code></pre><script>alert(1)</script><span class=\"language-x\" onclick=\"y\">&lt;img src=x onerror=z&#62; `${a}` "
            + "<?php ?> \u2028";
        var html = highlighter.Highlight(code, language).Html;
        Assert.Equal(code, TextOf(html));
        Assert.DoesNotContain(Tag().Replace(html, ""), c => c is '<' or '>');
    }

    [Theory]
    [InlineData("<span class=\"hljs-a b_\">x</span>", true)]
    [InlineData("x", true)]
    [InlineData("<span class=\"hljs-a\">x", false)]
    [InlineData("x</span>", false)]
    [InlineData("</span>x<span class=\"hljs-a\">", false)]
    [InlineData("<span class=\"evil\">x</span>", false)]
    [InlineData("<span class=\"hljs-a\" id=\"y\">x</span>", false)]
    [InlineData("<span class=\"hljs-\">x</span>", false)]
    [InlineData("<b>x</b>", false)]
    [InlineData("xy", false)]
    [InlineData("", false)]
    [InlineData("&nbsp;", false)]
    public void Only_spans_around_the_same_text_pass(string html, bool passes) =>
        Assert.Equal(passes, HighlightedText.IsFaithful(html, "x"));

    [Fact]
    public void Sixteen_threads_get_the_same_answers()
    {
        var code = Snippets().Take(16).Select(snippet => snippet.Data).ToArray();
        var expected = code.Select(snippet => highlighter.Highlight(snippet.Item2, snippet.Item1)).ToArray();
        var shared = new CodeHighlighter();
        var answers = new HighlightedCode?[64];
        var threads = Enumerable
            .Range(0, 16)
            .Select(start => new Thread(() =>
            {
                for (var i = start; i < answers.Length; i += 16)
                {
                    var (language, text) = code[(start + (i / 16)) % 16];
                    answers[i] = shared.Highlight(text, language);
                }
            }))
            .ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.All(answers.Index(), answer => Assert.Equal(expected[((answer.Index % 16) + (answer.Index / 16)) % 16], answer.Item));
    }

    private static string TextOf(string html) => System.Net.WebUtility.HtmlDecode(Tag().Replace(html, ""));

    [GeneratedRegex("<span class=\"hljs-[a-z0-9_ -]+\">|</span>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
