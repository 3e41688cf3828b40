using System.Text;
using Blog.Editor.Copying.Content;
using Blog.Rendering;

namespace Blog.Editor.Copying.Others;

/// <summary>Markdown with absolute addresses: plain, or for a platform that knows none of this blog's extensions.</summary>
public static class MarkdownCopy
{
    /// <summary>The author's own text under its title.</summary>
    public static CopiedText Plain(CopySource source)
    {
        var notes = new NoteCounter();
        PostCheck.Note(source, notes);
        var text = Absolute(source, source.Markdown).Trim();
        return new CopiedText("", source.Title.Length == 0 ? text + "\n" : $"# {Escape(source.Title)}\n\n{text}\n", notes.ToNotes());
    }

    /// <summary>For Juejin, CSDN and Cnblogs: plain Markdown, with a last line that names the original.</summary>
    public static CopiedText ForPlatform(CopySource source)
    {
        var notes = new NoteCounter();
        PostCheck.Note(source, notes);
        var text = Absolute(source, PortableMarkdown.Of(source.Markdown, source.Language, source.Notations)).Trim();
        var origin = source.IsChinese ? "原文：" : "Original: ";
        var name = source.Title.Length == 0 ? source.Address : Escape(source.Title);
        return new CopiedText("", $"{text}\n\n---\n\n{origin}[{name}]({Target(source.Address)})\n", notes.ToNotes());
    }

    private static string Absolute(CopySource source, string markdown) =>
        MarkdownLinks.Rewrite(
            markdown,
            MarkdownLinks.FindAll(markdown),
            link =>
                link.Url.StartsWith('#') || source.Absolute(link.Url) is not { } address ? null
                : link.InHtml ? System.Net.WebUtility.HtmlEncode(address)
                : Target(address)
        );

    /// <summary>An address that ends no link early.</summary>
    private static string Target(string address) =>
        address.Replace("(", "%28", StringComparison.Ordinal).Replace(")", "%29", StringComparison.Ordinal);

    private static string Escape(string title)
    {
        var escaped = new StringBuilder(title.Length + 8);
        foreach (var c in title)
        {
            escaped.Append(@"\`*_[]<>".Contains(c, StringComparison.Ordinal) ? @"\" : "").Append(c);
        }

        return escaped.ToString();
    }
}
