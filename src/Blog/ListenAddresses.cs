namespace Blog;

/// <summary>Where the program listens: by the framework's own settings, and additionally on the metrics port.</summary>
internal static class ListenAddresses
{
    public const string Default = "http://localhost:5080";

    /// <summary>What is wrong with the settings; null where nothing is.</summary>
    public static string? FindError(IConfiguration configuration, int? metrics)
    {
        var (urls, ports) = (Urls(configuration), Ports(configuration));
        if (Array.Find(urls, url => !IsAddress(url)) is { } wrong)
        {
            return $"ASPNETCORE_URLS holds '{wrong}': each must be an address to listen on, "
                + "such as http://localhost:5080 or http://*:8080, separated by semicolons";
        }

        if (
            Array.Find(
                ports,
                port => !int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number > 65_535
            ) is
            { } odd
        )
        {
            return $"ASPNETCORE_HTTP_PORTS holds '{odd}': each must be a port such as 8080, separated by semicolons";
        }

        var taken =
            urls.Length > 0 ? urls.Select(url => BindingAddress.Parse(url).Port)
            : ports.Length > 0 ? ports.Select(port => int.Parse(port, CultureInfo.InvariantCulture))
            : [new Uri(Default).Port];
        return metrics is { } own && taken.Contains(own) ? $"Blog__Metrics__Port is '{own}': it must differ from the blog's port" : null;
    }

    /// <summary>Listens where the settings say, and for the metrics on the same interfaces.</summary>
    public static void Apply(WebApplicationBuilder builder, int? metrics)
    {
        var configuration = builder.Configuration;
        var (urls, ports, port) = (Urls(configuration), Ports(configuration), metrics?.ToString(CultureInfo.InvariantCulture));
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            if (port is not null)
            {
                configuration["Kestrel:Endpoints:BlogMetrics:Url"] = "http://*:" + port;
            }
        }
        else if (urls.Length > 0 || (ports.Length == 0 && string.IsNullOrEmpty(configuration["https_ports"])))
        {
            urls = urls.Length > 0 ? urls : [Default];
            var host = BindingAddress.Parse(urls[0]) is { IsUnixPipe: false, IsNamedPipe: false, Host: var name } ? name : "localhost";
            builder.WebHost.UseUrls(port is null ? urls : [.. urls, $"http://{host}:{port}"]);
        }
        else if (port is not null)
        {
            builder.WebHost.UseSetting("http_ports", string.Join(';', ports.Append(port)));
        }
    }

    /// <summary>Where the serving program answers on this machine.</summary>
    public static Uri AddressFrom(IConfiguration configuration)
    {
        var (urls, ports) = (Urls(configuration), Ports(configuration));
        var address =
            urls.Length > 0 ? urls[0]
            : ports.Length > 0 ? $"http://localhost:{ports[0]}"
            : Default;
        return new Uri(
            address
                .Replace("//+", "//localhost", StringComparison.Ordinal)
                .Replace("//*", "//localhost", StringComparison.Ordinal)
                .Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal)
                .Replace("//[::]", "//localhost", StringComparison.Ordinal)
        );
    }

    private static string[] Urls(IConfiguration configuration) => Split(configuration["urls"] ?? configuration["ASPNETCORE_URLS"]);

    private static string[] Ports(IConfiguration configuration) =>
        Split(configuration["http_ports"] ?? configuration["ASPNETCORE_HTTP_PORTS"]);

    private static string[] Split(string? written) =>
        (written ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static bool IsAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            return address.Scheme is "http" or "https" && address.Port is >= 0 and <= 65_535;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
