using Blog.Data;

namespace Blog.Site.Outbound;

/// <summary>Reads an address that somebody wrote, by the rules that need no network.</summary>
internal static class OutboundAddress
{
    /// <summary>Reads an absolute address; null where it may be tried.</summary>
    public static SafeHttpError? Read(string written, out Uri address)
    {
        address = null!;
        if (HasCredentials(written))
        {
            return SafeHttpError.Credentials;
        }

        if (IsAmbiguous(written) || !Uri.TryCreate(written, UriKind.Absolute, out var read))
        {
            return SafeHttpError.Malformed;
        }

        return Accept(read, out address);
    }

    /// <summary>Reads where a redirect leads, which may be relative; null where it may be tried.</summary>
    public static SafeHttpError? ReadNext(Uri from, string location, out Uri address)
    {
        address = from;
        if (HasCredentials(location))
        {
            return SafeHttpError.Credentials;
        }

        if (location.Length == 0 || IsAmbiguous(location) || !Uri.TryCreate(from, location, out var read))
        {
            return SafeHttpError.Malformed;
        }

        return Accept(read, out address)
            ?? (from.Scheme == Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttps ? SafeHttpError.Downgrade : null);
    }

    /// <summary>The ports of the public web.</summary>
    public static bool IsPort(int port) => port is 80 or 443;

    private static SafeHttpError? Accept(Uri read, out Uri address)
    {
        address = read;
        return read.Scheme != Uri.UriSchemeHttp && read.Scheme != Uri.UriSchemeHttps ? SafeHttpError.Scheme
            : read.UserInfo.Length > 0 ? SafeHttpError.Credentials
            : !IsPort(read.Port) ? SafeHttpError.Port
            : read.IdnHost.Length == 0 ? SafeHttpError.Malformed
            : null;
    }

    /// <summary>An empty name before the host is dropped on reading: only the text shows it.</summary>
    private static bool HasCredentials(string written)
    {
        var slashes = written.IndexOf("//", StringComparison.Ordinal);
        if (slashes < 0 || written.AsSpan(0, slashes).ContainsAny('/', '?', '#'))
        {
            return false;
        }

        var authority = written.AsSpan(slashes + 2);
        var end = authority.IndexOfAny('/', '?', '#');
        return authority[..(end < 0 ? authority.Length : end)].Contains('@');
    }

    /// <summary>A backslash is a slash to some and not to others; control characters and blanks are dropped by some and not by others.</summary>
    private static bool IsAmbiguous(string written) =>
        written.Length > TextLengths.Line
        || written.AsSpan().ContainsAny('\\', ' ')
        || written.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
}
