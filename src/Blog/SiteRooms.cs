using Blog.Accounts;
using Blog.Admin;
using Blog.Caching;
using Blog.Comments;
using Blog.Data;
using Blog.Editor;
using Blog.Operations;
using Blog.Portability;
using Blog.Portability.StaticSite;
using Blog.Reading;
using Blog.Rendering;
using Blog.Site;
using Blog.Site.AdminLayout;
using Blog.Site.Http;
using Blog.Site.Proxies;

namespace Blog;

/// <summary>All rooms with their pages, for the serving program and for the command that writes the site as files.</summary>
internal static class SiteRooms
{
    public static IServiceCollection AddRooms(this IServiceCollection services, OperatorSettings settings, bool seedSamples) =>
        services
            .AddSingleton(settings.SecurityLog)
            .AddRendering()
            .AddData()
            .AddSite(settings.Site, settings.FirstStart)
            .AddCaching(settings.Cache)
            .AddReading()
            .AddComments()
            .AddEditor()
            .AddAdmin()
            .AddPortability(seedSamples)
            .AddStaticSite()
            .AddAccounts(settings.Site, settings.Owner)
            .AddOperations();

    /// <summary>The pipeline; <see cref="MapRooms"/> adds its endpoints.</summary>
    public static void UseRooms(this WebApplication app, OperatorSettings settings)
    {
        app.UseMiddleware<HostFilter>();
        app.UseOtherHosts(settings.Site);
        app.UseFrontCache();
        app.UseSite(settings.Site);
        app.UseRouting();
        app.UseOperations();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseMiddleware<AnonymousForms>();
        app.UseAdminLayout();
        app.UseAuthorization();
        app.UseCaching();
    }

    public static void MapRooms(this WebApplication app)
    {
        app.MapSite();
        app.MapReading();
        app.MapComments();
        app.MapPortability();
        app.MapRazorPages();
    }
}
