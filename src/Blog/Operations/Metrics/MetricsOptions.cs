namespace Blog.Operations.Metrics;

/// <summary>
/// Who may read the metrics, and where; read once at start from <c>Blog:Metrics:…</c> and the standard <c>OTEL_…</c> variables.
/// </summary>
/// <param name="Token">What a scraper must send as bearer token; null for none.</param>
/// <param name="Port">A separate port that answers nothing else; null for the blog's.</param>
/// <param name="Collector">Where metrics, logs and traces are sent by OTLP; null for nowhere.</param>
public sealed record MetricsOptions(string? Token, int? Port, Uri? Collector)
{
    private const int MinToken = 16,
        MaxToken = 200;

    /// <summary>Whether <c>/metrics</c> exists.</summary>
    public bool IsOn => Token is not null || Port is not null;

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="error">One line naming key, value (never of the token) and what it must be; null where everything is valid.</param>
    public static MetricsOptions? Read(IConfiguration configuration, out string? error)
    {
        var (token, port, collector, protocol) = (
            configuration["Blog:Metrics:Token"],
            configuration["Blog:Metrics:Port"],
            configuration["OTEL_EXPORTER_OTLP_ENDPOINT"],
            configuration["OTEL_EXPORTER_OTLP_PROTOCOL"]
        );
        var (number, address) = (0, (Uri?)null);
        error =
            !string.IsNullOrEmpty(token) && (token.Length is < MinToken or > MaxToken || token.Any(c => c is <= ' ' or > '~'))
                ? $"Blog__Metrics__Token is {token.Length} characters long: it must be {MinToken} to {MaxToken} printable ASCII "
                    + "characters without spaces, such as the output of openssl rand -hex 32"
            : !string.IsNullOrWhiteSpace(port)
            && (!int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out number) || number is < 1 or > 65_535)
                ? $"Blog__Metrics__Port is '{port}': it must be a number from 1 to 65535"
            : !string.IsNullOrWhiteSpace(collector)
            && (
                !Uri.TryCreate(collector, UriKind.Absolute, out address)
                || (address.Scheme != Uri.UriSchemeHttp && address.Scheme != Uri.UriSchemeHttps)
            )
                ? $"OTEL_EXPORTER_OTLP_ENDPOINT is '{collector}': it must be the http or https address of a collector, "
                    + "such as http://localhost:4317"
            : !string.IsNullOrWhiteSpace(protocol) && protocol is not ("grpc" or "http/protobuf")
                ? $"OTEL_EXPORTER_OTLP_PROTOCOL is '{protocol}': it must be grpc or http/protobuf"
            : null;
        return error is null ? new MetricsOptions(string.IsNullOrEmpty(token) ? null : token, number == 0 ? null : number, address) : null;
    }
}
