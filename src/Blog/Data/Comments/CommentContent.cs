using System.Net;
using System.Text;

namespace Blog.Data.Comments;

/// <summary>What a comment says and who wrote it. Each value ends up clean, or null where nothing usable is left.</summary>
public sealed record CommentContent
{
    public string? Name
    {
        get;
        init => field = LineOf(value, TextLengths.Name);
    }

    /// <summary>Never shown to readers.</summary>
    public string? Email
    {
        get;
        init => field = EmailOf(value);
    }

    /// <summary>An absolute http or https address.</summary>
    public string? Website
    {
        get;
        init => field = WebsiteOf(value);
    }

    /// <summary>Internet address it was sent from; never shown to readers.</summary>
    public string? Ip
    {
        get;
        init => field = IPAddress.TryParse(value?.Trim(), out var address) ? address.ToString() : null;
    }

    /// <summary>Markdown, whose HTML is text; at most <see cref="TextLengths.Comment"/>.</summary>
    public string Text
    {
        get;
        init => field = TextOf(value);
    } = "";

    private static string? LineOf(string? written, int length)
    {
        var text = new StringBuilder();
        foreach (var rune in (written ?? "").EnumerateRunes())
        {
            text.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? " " : rune.ToString());
        }

        var line = TextLengths.Cut(text.ToString().Trim(), length);
        return line.Length == 0 ? null : line;
    }

    private static string? EmailOf(string? written) =>
        LineOf(written, TextLengths.Title + 1) is { Length: <= TextLengths.Title } line
        && line.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && at < line.Length - 1
        && !line.Contains(' ', StringComparison.Ordinal)
            ? line
            : null;

    private static string? WebsiteOf(string? written)
    {
        if (LineOf(written, TextLengths.Line) is not { } line || line.Contains(' ', StringComparison.Ordinal))
        {
            return null;
        }

        var address = line.Contains("://", StringComparison.Ordinal) ? line : "http://" + line.TrimStart('/');
        return
            Uri.TryCreate(address, UriKind.Absolute, out var url)
            && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
            && url.UserInfo.Length == 0
            && (url.HostNameType != UriHostNameType.Dns || url.Host.Contains('.', StringComparison.Ordinal))
            && url.AbsoluteUri is { Length: <= TextLengths.Line } whole
            ? whole
            : null;
    }

    private static string TextOf(string written)
    {
        var text = new StringBuilder();
        foreach (var rune in written.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')
            {
                text.Append(rune.ToString());
            }
        }

        return TextLengths.Cut(text.ToString().Trim(), TextLengths.Comment);
    }
}
