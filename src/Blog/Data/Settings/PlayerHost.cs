using System.Text.RegularExpressions;

namespace Blog.Data.Settings;

/// <summary>A host whose players may stand in posts, as the owner writes it.</summary>
public static partial class PlayerHost
{
    /// <summary>The most hosts that a site can allow.</summary>
    public const int Max = 20;

    /// <summary>Whether it is the form that is stored: a full name in lower case and ASCII.</summary>
    public static bool IsValid(string host) =>
        host.Length <= 253
        && host.Split('.') is { Length: > 1 } labels
        && labels.All(IsLabel)
        && labels[^1].Length > 1
        && char.IsAsciiLetterLower(labels[^1][0]); // not a number

    /// <summary>The host in one line: a name, the address of a page, or the code that a site offers for embedding.</summary>
    /// <param name="line">What was typed, not blank.</param>
    /// <param name="error">Why there is none; null where there is one.</param>
    public static string? Read(string line, out PlayerHostError? error)
    {
        error = null;
        var text = SettingRules.Line(line).TrimEnd(',', ';', '，', '；', '、').Trim();
        if (text.Contains('<', StringComparison.Ordinal))
        {
            text = Source().Match(text).Groups["address"].Value;
        }

        if (text.Contains('*', StringComparison.Ordinal))
        {
            error = PlayerHostError.Wildcard;
            return null;
        }

        var url =
            text.StartsWith("//", StringComparison.Ordinal) ? "https:" + text
            : text.Contains("://", StringComparison.Ordinal) ? text
            : "https://" + text;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || (uri.Scheme != Uri.UriSchemeHttps && uri.Scheme != Uri.UriSchemeHttp))
        {
            error = PlayerHostError.NoHost;
            return null;
        }

        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        error =
            uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6 ? PlayerHostError.Number
            : uri.UserInfo.Length > 0 ? PlayerHostError.NoHost
            : !uri.IsDefaultPort ? PlayerHostError.Port
            : !IsValid(host) ? PlayerHostError.NoHost
            : null;
        return error is null ? host : null;
    }

    /// <summary>At most 63 characters (RFC 1035, section 2.3.4).</summary>
    private static bool IsLabel(string text) =>
        text.Length is > 0 and <= 63
        && text[0] != '-'
        && text[^1] != '-'
        && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    [GeneratedRegex(
        """\ssrc\s*=\s*["']?(?<address>[^"'\s>]+)""",
        RegexOptions.IgnoreCase | RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex Source();
}

/// <summary>Why a line names no host that can be allowed.</summary>
public enum PlayerHostError
{
    /// <summary>It is no name of a host.</summary>
    NoHost,

    /// <summary>It stands for many hosts.</summary>
    Wildcard,

    /// <summary>It is an IP address.</summary>
    Number,

    /// <summary>It has a port of its own.</summary>
    Port,
}
