using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Primitives;

namespace Blog.Benchmarks;

/// <summary>Kestrel alone, with the answers ready in memory: as fast as a program on this server can be.</summary>
internal static class BareServer
{
    /// <param name="file">A list of <see cref="ReadyAnswer"/> as JSON.</param>
    /// <param name="address">Where it listens.</param>
    public static async Task<int> RunAsync(string file, string address)
    {
        var answers = JsonSerializer
            .Deserialize<List<ReadyAnswer>>(await File.ReadAllTextAsync(file))!
            .ToFrozenDictionary(
                answer => answer.Path,
                answer =>
                    (
                        Headers: answer
                            .Headers.Select(header => new KeyValuePair<string, StringValues>(header.Key, header.Value))
                            .ToArray(),
                        answer.Body
                    ),
                StringComparer.Ordinal
            );
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.AddServerHeader = false).UseUrls(address);
        await using var app = builder.Build();
        app.Run(async context =>
        {
            var (headers, body) = answers[context.Request.Path.Value!];
            foreach (var (name, value) in headers)
            {
                context.Response.Headers[name] = value;
            }

            context.Response.ContentLength = body.Length;
            await context.Response.BodyWriter.WriteAsync(body);
        });
        await app.RunAsync();
        return 0;
    }
}

/// <summary>An answer as it goes over the wire.</summary>
/// <param name="Path">The request's path.</param>
/// <param name="Headers">All but those that a server adds by itself.</param>
/// <param name="Body">Compressed.</param>
internal sealed record ReadyAnswer(string Path, Dictionary<string, string> Headers, byte[] Body);
