using System.Net;

namespace Blog.Site;

/// <summary>How the outside sees the blog; read once at start from <c>Blog:…</c>.</summary>
/// <param name="PublicUrl">The public address, without a final slash.</param>
/// <param name="AllowHttp">Plain http on a host that is not loopback.</param>
/// <param name="TrustedProxies">Whose forwarded headers count.</param>
public sealed record SiteOptions(Uri PublicUrl, bool AllowHttp, IReadOnlyList<IPNetwork> TrustedProxies)
{
    /// <summary>Path of the public address without a final slash; empty at the root of a host.</summary>
    public string BasePath => PublicUrl.AbsolutePath.TrimEnd('/');

    /// <summary>True where readers come by TLS, whoever ends it.</summary>
    public bool IsHttps => PublicUrl.Scheme == Uri.UriSchemeHttps;

    /// <summary>A cookie's name: bound to this host by its prefix where cookies are always secure (RFC 6265bis, section 4.1.3).</summary>
    public string CookieName(string name) => IsHttps ? "__Host-" + name : name;

    /// <summary>Secure always behind TLS, else as the request.</summary>
    public CookieSecurePolicy CookieSecurity => IsHttps ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    /// <summary>Names that requests may be for: the public one, and loopback for health checks.</summary>
    public string AllowedHosts => string.Join(';', new[] { PublicUrl.Host, "localhost", "127.0.0.1", "[::1]" }.Distinct());

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="isDevelopment">Whether the public address may be left out.</param>
    /// <param name="fault">One line naming key, value and what it must be; null where all is right.</param>
    public static SiteOptions? Read(IConfiguration configuration, bool isDevelopment, out string? fault)
    {
        fault = null;
        var allowHttp = false;
        var written = configuration["Blog:PublicUrl"];
        var publicUrl = string.IsNullOrWhiteSpace(written) && isDevelopment ? "http://localhost:5080" : written;
        var allow = configuration["Blog:AllowHttp"];
        if (!string.IsNullOrWhiteSpace(allow) && !bool.TryParse(allow, out allowHttp))
        {
            fault = $"Blog__AllowHttp is '{allow}': it must be true or false";
        }
        else if (string.IsNullOrWhiteSpace(publicUrl))
        {
            fault = "Blog__PublicUrl is not set: it must be the address readers use, such as https://blog.example.org";
        }
        else if (
            !Uri.TryCreate(publicUrl, UriKind.Absolute, out var url)
            || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.Query.Length > 0
            || url.Fragment.Length > 0
            || url.UserInfo.Length > 0
        )
        {
            fault =
                $"Blog__PublicUrl is '{publicUrl}': it must be an http or https address without query, such as https://blog.example.org";
        }
        else if (url.Scheme == Uri.UriSchemeHttp && !url.IsLoopback && !allowHttp)
        {
            fault =
                $"Blog__PublicUrl is '{publicUrl}': plain http is for this machine only; use https, or set Blog__AllowHttp=true where nobody can listen";
        }
        else if (
            bool.TryParse(
                configuration["FORWARDEDHEADERS_ENABLED"] ?? configuration["ASPNETCORE_FORWARDEDHEADERS_ENABLED"],
                out var everybody
            ) && everybody
        )
        {
            fault =
                "ASPNETCORE_FORWARDEDHEADERS_ENABLED is 'true': it must not be set, since it believes everybody; name the proxies in Blog__TrustedProxies";
        }
        else if (Proxies(configuration["Blog:TrustedProxies"], out fault) is { } proxies)
        {
            return new SiteOptions(url, allowHttp, proxies);
        }

        return null;
    }

    /// <summary>A path of this site as an absolute address.</summary>
    /// <param name="path">Percent-encoded, beginning with a slash, without the base path.</param>
    public string Absolute(string path) => PublicUrl.GetLeftPart(UriPartial.Authority) + BasePath + path;

    private static List<IPNetwork>? Proxies(string? written, out string? fault)
    {
        fault = null;
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
                fault = $"Blog__TrustedProxies holds '{part}': each must be an IP address or a network such as 10.0.0.0/8";
                return null;
            }
        }

        return networks;
    }

    /// <summary>An IPv4 address written as an IPv6 one (<c>::ffff:10.0.0.1</c>) means the IPv4 one: peers come as either, and are compared as IPv4.</summary>
    private static IPNetwork Plain(IPAddress address, int prefix) =>
        address.IsIPv4MappedToIPv6 && prefix >= 96 ? new IPNetwork(address.MapToIPv4(), prefix - 96) : new IPNetwork(address, prefix);
}
