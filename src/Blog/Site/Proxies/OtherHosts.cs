namespace Blog.Site.Proxies;

/// <summary>Redirects the blog's other host names, such as <c>www.</c> before the bare domain, to its public address.</summary>
public static class OtherHosts
{
    /// <summary>First in the pipeline: also what is cached is redirected.</summary>
    public static void UseOtherHosts(this WebApplication app, SiteOptions options)
    {
        if (options.OtherHosts.Count == 0)
        {
            return;
        }

        app.Use(
            (context, next) =>
            {
                var request = context.Request;
                if (!options.OtherHosts.Contains(new HostString(request.Host.Host).ToUriComponent(), StringComparer.OrdinalIgnoreCase))
                {
                    return next(context);
                }

                var path = request.Path.StartsWithSegments(options.BasePath, out var below) ? below : request.Path;
                context.Response.StatusCode = StatusCodes.Status308PermanentRedirect;
                context.Response.Headers.Location = options.Absolute(path.HasValue ? path.ToUriComponent() : "/") + request.QueryString;
                context.Response.Headers.XContentTypeOptions = "nosniff";
                return Task.CompletedTask;
            }
        );
    }
}
