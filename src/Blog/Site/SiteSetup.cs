using System.Text.Encodings.Web;
using System.Text.Unicode;
using Blog.Data.Redirects;
using Blog.Site.AdminLayout;
using Blog.Site.Discovery;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.Outbound;
using Blog.Site.Proxies;
using Blog.Site.RateLimiting;
using Blog.Site.Security;
using Blog.Site.Upload;
using Blog.Storage.Database;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.WebEncoders;

namespace Blog.Site;

/// <summary>What every page shares: layout, texts, headers, errors.</summary>
public static class SiteSetup
{
    /// <summary>Adds the layout and the pages, which are in the folders of their features.</summary>
    public static IServiceCollection AddSite(this IServiceCollection services, SiteOptions options, FirstStart? first = null)
    {
        services
            .AddSingleton(options)
            .AddSingleton<Assets>()
            .AddSingleton<SettingsCache>()
            .AddSingleton<ProxyFaults>()
            .AddSingleton<SlidingWindowLimiter>()
            .AddSingleton<ConnectionLimit>()
            .AddSingleton<SecurityLogFile>()
            .AddSingleton<SecurityLog>()
            .AddScoped<SiteContext>()
            .AddScoped<ListedPosts>()
            .AddScoped<PartialRenderer>()
            .AddSingleton<SiteIcons>()
            .AddUploads()
            .AddOutbound();
        if (first is not null)
        {
            services.AddSingleton(new AfterMigration(first.FillAsync)); // before the sample posts, which fill only what it left
        }

        services
            .AddRazorPages()
            .WithRazorPagesAtContentRoot()
            .AddAdminLayout(options)
            .AddRazorOptions(razor => razor.PageViewLocationFormats.Add("/Site/Layout/{0}.cshtml"));
        services.AddRequestTimeouts(timeouts =>
            timeouts.DefaultPolicy = new()
            {
                Timeout = TimeSpan.FromSeconds(30),
                TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
            }
        );
        // HostFilter does it, with an answer of its own
        services.Configure<Microsoft.AspNetCore.HostFiltering.HostFilteringOptions>(hosts => hosts.AllowedHosts = ["*"]);
        // keeps Chinese readable and short
        services.Configure<WebEncoderOptions>(encoder => encoder.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddKeyRing();
        services.Configure<RouteOptions>(routing =>
        {
            routing.LowercaseUrls = true;
            RouteConstraints.Add(routing);
        });
        return services;
    }

    /// <summary>The middleware before routing, in the order of security.md E.</summary>
    public static WebApplication UseSite(this WebApplication app, SiteOptions options)
    {
        if (options.IsHttps || options.TrustedProxies.Count > 0)
        {
            app.Use(ReceivedRequest.NoteAsync);
        }

        if (options.TrustedProxies.Count > 0)
        {
            // without configured proxies the middleware would trust every client, so it is left out
            app.UseForwardedHeaders(Forwarded(options));
        }

        app.UseMiddleware<SecurityHeaders>();
        if (options.BasePath.Length > 0)
        {
            app.UsePathBase(options.BasePath);
            app.Use(ToTheRootAsync);
        }

        app.Use(AdminResponseHeaders.MarkAsync); // before anything that may refuse a request: an error on an admin page is private too
        app.UseExceptionHandler("/error/500");
        if (options.IsHttps)
        {
            app.UseMiddleware<HttpsGuard>();
        }

        app.UseStatusCodePagesWithReExecute("/error/{0}", createScopeForStatusCodePages: false);
        app.UseMiddleware<NotFoundTracking>();
        app.UseMiddleware<RequestNormalization>();
        app.UseMiddleware<CrossSiteGuard>();
        app.UseMiddleware<ReadinessMiddleware>();
        app.UseMiddleware<OldAddresses>();
        app.UseMiddleware<EditionMiddleware>();
        return app;
    }

    /// <summary>Maps the layout's own files.</summary>
    public static void MapSite(this WebApplication app) =>
        app.MapMethods(
            "/assets/{file}",
            [HttpMethods.Get, HttpMethods.Head],
            async (
                HttpContext context,
                string file,
                Assets assets,
                SiteIcons icons,
                SiteContext site,
                AddressLookup addresses,
                TimeProvider clock
            ) =>
            {
                if (!await assets.TryServeAsync(context, file, site.Settings) && !await icons.TryServeAsync(context, file, site.Settings))
                {
                    // Jekyll stores images below /assets: an imported one answers there with a redirect.
                    var old = await addresses.FindAsync(context.Request.Path.Value!, clock.GetUtcNow(), context.RequestAborted);
                    await (
                        old.RedirectTo is null ? Results.NotFound() : Results.Redirect(site.Local(old.RedirectTo), permanent: true)
                    ).ExecuteAsync(context);
                }
            }
        );

    /// <summary>
    /// <c>/blog</c> without its slash is the home page too; on it, a relative "archives" would resolve to a path of the host.
    /// </summary>
    private static Task ToTheRootAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.HasValue)
        {
            return next(context);
        }

        context.Response.Redirect(context.Request.PathBase + "/" + context.Request.QueryString, permanent: true);
        return Task.CompletedTask;
    }

    private static ForwardedHeadersOptions Forwarded(SiteOptions options)
    {
        var forwarded = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,
            ForwardLimit = 1,
        };
        forwarded.KnownIPNetworks.Clear();
        forwarded.KnownProxies.Clear();
        foreach (var network in options.TrustedProxies)
        {
            forwarded.KnownIPNetworks.Add(network);
        }

        return forwarded;
    }
}
