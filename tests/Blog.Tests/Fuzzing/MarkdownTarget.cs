using Blog.Rendering.Output;
using Blog.Tests.Rendering;

namespace Blog.Tests.Fuzzing;

/// <summary>
/// The renderer and its sanitizer. A document is UTF-16 (little-endian), since a string may hold a lone surrogate, which no file can.
/// </summary>
internal sealed class MarkdownTarget : FuzzTarget
{
    private static readonly TextMutations Mutations = new([Tokens.Markdown, Tokens.Html, Tokens.Signs]);

    public override byte[] Make(Random random)
    {
        var text = Mutations.Change(Seeds.Text(random), () => Seeds.Text(random), random);
        var bytes = BytesOf(text);
        return random.Next(12) == 0 ? ByteMutations.Change(bytes, () => BytesOf(Seeds.Text(random)), random) : bytes;
    }

    public override FuzzOutcome Feed(byte[] document)
    {
        var text = TextOf(document);
        var result = Rendered.Renderer.Render(text, ContextOf(text, NumberOf(document)));
        Assert.True(result.Post is null != result.Refusal is null, "neither a post nor a refusal, or both");
        if (result.Post is not { } post)
        {
            Assert.True(Enum.IsDefined(result.Refusal!.Limit) && result.Refusal.Allowed > 0 && result.Refusal.Line >= 0);
            Assert.True(result.Refusal.Limit != RenderLimit.Nesting || IsDeep(text), "refused for its nesting, and there is none");
            return FuzzOutcome.Refused;
        }

        foreach (var html in new[] { post.Body.Value, post.Summary.Value })
        {
            HostileTests.AssertHarmless(html, "the document");
            MessyHtmlTests.AssertReadAsPrinted(html);
        }

        Assert.True(post.ReadingMinutes >= 1 && post.WordCount >= 0);
        return FuzzOutcome.Taken;
    }

    public static string TextOf(byte[] document)
    {
        var text = new char[document.Length / 2];
        Buffer.BlockCopy(document, 0, text, 0, text.Length * 2); // no decoder: it would repair what is broken
        return new string(text);
    }

    public static byte[] BytesOf(string text)
    {
        var bytes = new byte[text.Length * 2];
        Buffer.BlockCopy(text.ToCharArray(), 0, bytes, 0, bytes.Length);
        return bytes;
    }

    private static RenderContext ContextOf(string text, int number) =>
        new()
        {
            Language = number % 2 == 0 ? "zh-CN" : "en",
            Title = number % 3 == 0 ? text[..Math.Min(60, text.Length)] : "",
            Description = number % 5 == 0 ? text[..Math.Min(200, text.Length)] : null,
            Address = number % 7 == 0 ? "/" + new string([.. text.Take(20)]) : "/post",
            BasePath = number % 11 == 0 ? "/blog" : "",
            Images = new Dictionary<string, ImageInfo>(StringComparer.Ordinal)
            {
                ["/y.png"] = new(800, 600) { Variants = [new("/w/480.webp", 480)] },
                ["/x.png"] = new(3, 4),
            },
        };

    /// <summary>
    /// Whether there are enough markers to open that many levels; a colon counts, since a term right below a definition begins a nested
    /// list.
    /// </summary>
    private static bool IsDeep(string text) =>
        text.Count(sign =>
            sign is '*' or '_' or '~' or '[' or '>' or '-' or '+' or '<' or '(' or '^' or '=' or '"' or '\'' or ':'
            || char.IsAsciiDigit(sign)
        ) >= 100;
}
