using Blog.Data;

namespace Blog.Site.Outbound;

/// <summary>Validates an address that a user entered, as far as possible without the network.</summary>
internal static class OutboundAddress
{
    /// <summary>Validates an absolute address; null if it may be requested.</summary>
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

    /// <summary>Validates a redirect target, which may be relative; null if it may be requested.</summary>
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

    /// <summary>The standard web ports.</summary>
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

    /// <summary>Parsing drops an empty user name before the host: only the original text shows it.</summary>
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

    /// <summary>
    /// Characters that parsers disagree about: some read a backslash as a slash, some drop control characters and spaces.
    /// </summary>
    private static bool IsAmbiguous(string written) =>
        written.Length > TextLengths.Line
        || written.AsSpan().ContainsAny('\\', ' ')
        || written.Any(c => char.IsControl(c) || char.IsWhiteSpace(c));
}
