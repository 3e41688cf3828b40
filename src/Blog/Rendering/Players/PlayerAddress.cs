namespace Blog.Rendering.Players;

/// <summary>The address of another site's page that is made to stand in a frame; always https, at the usual port, without a user.</summary>
/// <param name="Host">In lower case and ASCII.</param>
/// <param name="Rest">Path, query and fragment; begins with a slash, so that nothing in it can change the host.</param>
internal sealed record PlayerAddress(string Host, string Rest)
{
    public string Url => "https://" + Host + Rest;

    /// <summary>Whether it plays sound alone, and needs no more than a strip.</summary>
    public bool IsStrip =>
        Host switch
        {
            "music.163.com" => (Rest + "&") is var rest
                && (rest.Contains("type=2&", StringComparison.Ordinal) || rest.Contains("type=3&", StringComparison.Ordinal)),
            "open.spotify.com" => Rest.StartsWith("/embed/track/", StringComparison.Ordinal)
                || Rest.StartsWith("/embed/episode/", StringComparison.Ordinal),
            "i.y.qq.com" => Rest.Contains("songid=", StringComparison.Ordinal) || Rest.Contains("songmid=", StringComparison.Ordinal),
            _ => false,
        };

    /// <summary>An address as it is; null unless a frame may have it.</summary>
    public static PlayerAddress? Of(string address) =>
        Parse(address) is { } uri ? new PlayerAddress(uri.IdnHost, uri.PathAndQuery + uri.Fragment) : null;

    /// <summary>An address that a frame may have: https, a name instead of a number, the usual port, no user; null for any other.</summary>
    public static Uri? Parse(string address) =>
        Uri.TryCreate(address.StartsWith("//", StringComparison.Ordinal) ? "https:" + address : address, UriKind.Absolute, out var uri)
        && uri.Scheme == Uri.UriSchemeHttps
        && uri.IsDefaultPort
        && uri.UserInfo.Length == 0
        && uri.HostNameType == UriHostNameType.Dns
        && uri.PathAndQuery.StartsWith('/')
            ? uri
            : null;
}
