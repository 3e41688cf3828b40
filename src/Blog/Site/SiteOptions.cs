using System.Net;

namespace Blog.Site;

/// <summary>The site's public address and proxy settings, read once at startup from <c>Blog:…</c>.</summary>
/// <param name="PublicUrl">The public address, without a trailing slash.</param>
/// <param name="AllowHttp">Whether plain http is allowed on a host that is not loopback.</param>
/// <param name="TrustedProxies">Proxies whose forwarded headers are trusted.</param>
public sealed record SiteOptions(Uri PublicUrl, bool AllowHttp, IReadOnlyList<IPNetwork> TrustedProxies)
{
    private readonly string _root = PublicUrl.GetLeftPart(UriPartial.Authority) + PublicUrl.AbsolutePath.TrimEnd('/');

    /// <summary>Path of the public address without a trailing slash; empty at the root of a host.</summary>
    public string BasePath { get; } = PublicUrl.AbsolutePath.TrimEnd('/');

    /// <summary>True when readers connect over TLS, wherever it is terminated.</summary>
    public bool IsHttps => PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary><c>Strict-Transport-Security</c> (RFC 6797, section 6.1); null where readers connect without TLS.</summary>
    public string? Hsts =>
        !IsHttps
            ? null
            : "max-age=31536000" + (HstsIncludesSubDomains || HstsPreload ? "; includeSubDomains" : "") + (HstsPreload ? "; preload" : "");

    /// <summary>Whether all names below the host are reached over TLS only.</summary>
    public bool HstsIncludesSubDomains { get; init; }

    /// <summary>Whether the owner agrees to be on the lists that browsers bring along; these ask for the names below too.</summary>
    public bool HstsPreload { get; init; }

    /// <summary>
    /// The name of a cookie: bound to this host by its prefix when cookies are always secure (RFC 6265bis, section 4.1.3).
    /// </summary>
    public string CookieName(string name) => IsHttps ? "__Host-" + name : name;

    /// <summary>Always secure behind TLS, otherwise as the request.</summary>
    public CookieSecurePolicy CookieSecurity => IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    /// <summary>Other names of the blog's host, which redirect to the public address.</summary>
    public IReadOnlyList<string> OtherHosts { get; init; } = [];

    /// <summary>Host names that requests are accepted for: the public one, its other names, and loopback for health checks.</summary>
    public string AllowedHosts =>
        string.Join(';', new[] { PublicUrl.Host, "localhost", "127.0.0.1", "[::1]" }.Concat(OtherHosts).Distinct());

    /// <summary>Whether an address is one of the trusted proxies.</summary>
    public bool Trusts(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return TrustedProxies.Any(network => network.Contains(plain));
    }

    /// <summary>Reads and validates the settings.</summary>
    /// <param name="isDevelopment">Whether the public address may be left out.</param>
    /// <param name="error">One line naming the key, its value and what is expected; null when everything is valid.</param>
    public static SiteOptions? Read(IConfiguration configuration, bool isDevelopment, out string? error)
    {
        error = null;
        var allowHttp = false;
        var written = configuration["Blog:PublicUrl"];
        var publicUrl = string.IsNullOrWhiteSpace(written) && isDevelopment ? "http://localhost:5080" : written;
        var allow = configuration["Blog:AllowHttp"];
        if (!string.IsNullOrWhiteSpace(allow) && !bool.TryParse(allow, out allowHttp))
        {
            error = $"Blog__AllowHttp is '{allow}': it must be true or false";
        }
        else if (string.IsNullOrWhiteSpace(publicUrl))
        {
            error = "Blog__PublicUrl is not set: it must be the address readers use, such as https://blog.example.org";
        }
        else if (
            !Uri.TryCreate(publicUrl, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.Query.Length > 0
            || url.Fragment.Length > 0
            || url.UserInfo.Length > 0
        )
        {
            error =
                $"Blog__PublicUrl is '{publicUrl}': it must be an http or https address without query, such as https://blog.example.org";
        }
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !allowHttp)
        {
            error =
                $"Blog__PublicUrl is '{publicUrl}': plain http is allowed only on this machine; "
                + "use https, or set Blog__AllowHttp=true where nobody can eavesdrop";
        }
        else if (
            bool.TryParse(
                configuration["FORWARDEDHEADERS_ENABLED"] ?? configuration["ASPNETCORE_FORWARDEDHEADERS_ENABLED"],
                out var everybody
            ) && everybody
        )
        {
            error =
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED is 'true': it must not be set, since it trusts every client; "
                + "name the proxies in Blog__TrustedProxies";
        }
        else if (
            Flag(configuration, "Blog:Hsts:IncludeSubDomains", ref error) is { } subDomains
            && Flag(configuration, "Blog:Hsts:Preload", ref error) is { } preload
            && Proxies(configuration["Blog:TrustedProxies"], out error) is { } proxies
        )
        {
            var others = Hosts(configuration["Blog:OtherHosts"], url, out error);
            return others is null
                ? null
                : new SiteOptions(url, allowHttp, proxies)
                {
                    OtherHosts = others,
                    HstsIncludesSubDomains = subDomains,
                    HstsPreload = preload,
                };
        }

        return null;
    }

    /// <summary>Turns a path of this site into an absolute address.</summary>
    /// <param name="path">Percent-encoded, starting with a slash, without the base path.</param>
    public string Absolute(string path) => _root + path;

    private static List<string>? Hosts(string? written, Uri publicUrl, out string? error)
    {
        var hosts = (written ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries).ToList();
        var wrong = hosts.Find(host =>
            Uri.CheckHostName(host) != UriHostNameType.Dns
            || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || host.Equals(publicUrl.Host, StringComparison.OrdinalIgnoreCase)
        );
        error = wrong is null
            ? null
            : $"Blog__OtherHosts holds '{wrong}': each must be a host name such as www.example.org, other than that of Blog__PublicUrl";
        return wrong is null ? [.. hosts.Select(host => new IdnMapping().GetAscii(host).ToLowerInvariant())] : null;
    }

    private static bool? Flag(IConfiguration configuration, string path, ref string? error)
    {
        var written = configuration[path];
        if (string.IsNullOrWhiteSpace(written))
        {
            return false;
        }

        if (bool.TryParse(written, out var isSet))
        {
            return isSet;
        }

        error = $"{path.Replace(":", "__", StringComparison.Ordinal)} is '{written}': it must be true or false";
        return null;
    }

    private static List<IPNetwork>? Proxies(string? written, out string? error)
    {
        error = null;
        var networks = new List<IPNetwork>();
        foreach (var part in (written ?? "").Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries))
        {
            if (IPNetwork.TryParse(part, out var network))
            {
                networks.Add(Plain(network.BaseAddress, network.PrefixLength));
            }
            else if (IPAddress.TryParse(part, out var address))
            {
                networks.Add(Plain(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                error = $"Blog__TrustedProxies holds '{part}': each must be an IP address or a network such as 10.0.0.0/8";
                return null;
            }
        }

        return networks;
    }

    /// <summary>Unmaps an IPv4-mapped IPv6 address (<c>::ffff:10.0.0.1</c>): clients connect as either, and are compared as IPv4.</summary>
    private static IPNetwork Plain(IPAddress address, int prefix) =>
        address.IsIPv4MappedToIPv6 && prefix >= 96 ? new IPNetwork(address.MapToIPv4(), prefix - 96) : new IPNetwork(address, prefix);
}
