using Blog.Caching;
using Blog.Caching.InProcess;
using Blog.Site;
using Blog.Site.Http;

namespace Blog.Portability.StaticSite.Pipeline;

/// <summary>Asks the program for public pages: what it answers is what readers get, headers included.</summary>
public sealed class SitePipeline(InProcessPipeline pipeline, SiteOptions options)
{
    /// <summary>Asks as an anonymous reader would, at the public address.</summary>
    /// <param name="path">Decoded, without the base path.</param>
    /// <param name="method">GET or HEAD.</param>
    /// <exception cref="InvalidOperationException">The host has not been started.</exception>
    public async Task<SiteResponse> AskAsync(string path, CancellationToken cancellationToken, string method = "GET")
    {
        using var body = new MemoryStream();
        var (status, headers) = await pipeline.AskAsync(
            context =>
            {
                context.Features.Set(new StaticCopy());
                context.Features.Set(new Uncached());
                context.Request.Method = method;
                context.Request.Scheme = options.PublicUrl.Scheme;
                context.Request.Host = HostString.FromUriComponent(options.PublicUrl);
                context.Request.Path = options.BasePath.Length == 0 ? path : Uri.UnescapeDataString(options.BasePath) + path;
            },
            body,
            cancellationToken
        );
        return new SiteResponse(
            status,
            headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()
        );
    }
}
