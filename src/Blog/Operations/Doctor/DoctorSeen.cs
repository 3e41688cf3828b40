using System.Text.Json.Serialization;
using Blog.Site;
using Blog.Site.Proxies;

namespace Blog.Operations.Doctor;

/// <summary>How a request arrived at the program.</summary>
/// <param name="Fault">The mistake of the proxy by which https is seen as http; null if there is none.</param>
/// <param name="Client">The address that counts as the visitor's; empty behind a Unix socket.</param>
/// <param name="LacksClient">Whether the trusted proxy did not say who the visitor is.</param>
/// <param name="Body">Bytes of the body.</param>
/// <param name="Now">The program's clock.</param>
public sealed record DoctorSeen(
    string Scheme,
    string Host,
    string PathBase,
    string? Fault,
    string Client,
    bool LacksClient,
    long Body,
    DateTimeOffset Now
)
{
    /// <summary>Bytes that the endpoint reads.</summary>
    public const long LargestBody = 1L << 30;

    public static DoctorSeen Of(HttpContext context, SiteOptions options, long body, TimeProvider clock)
    {
        var received = context.Features.Get<ReceivedRequest>();
        var client = context.Connection.RemoteIpAddress;
        client = client is { IsIPv4MappedToIPv6: true } ? client.MapToIPv4() : client;
        return new(
            context.Request.Scheme,
            context.Request.Host.Value ?? "",
            context.Request.PathBase.Value ?? "",
            received is not null && options.IsHttps && !context.Request.IsHttps ? ProxyFault.Find(received, options).ToString() : null,
            client?.ToString() ?? "",
            received is { For: "", Peer: { } peer } && options.Trusts(peer),
            body,
            clock.GetUtcNow()
        );
    }
}

[JsonSerializable(typeof(DoctorSeen))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class DoctorJson : JsonSerializerContext;
