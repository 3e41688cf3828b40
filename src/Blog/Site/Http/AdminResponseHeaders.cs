namespace Blog.Site.Http;

/// <summary>
/// Headers of the admin pages: no cache stores them, no script creates markup from strings, and they use the language of the signed-in
/// person.
/// </summary>
public static class AdminResponseHeaders
{
    private static readonly PathString[] Roots = ["/admin", "/account", "/setup", "/hooks", Preview];

    /// <summary>Root of the preview pages, which show unpublished content to anyone with the link.</summary>
    public const string Preview = "/preview";

    /// <summary>Whether a path, without the base path, is an admin page.</summary>
    public static bool Holds(PathString path) => Roots.Any(root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));

    /// <summary>Languages of the admin; the first is the default.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    /// <summary>Marks the responses before anything can end the request.</summary>
    public static Task MarkAsync(HttpContext context, RequestDelegate next)
    {
        if (Holds(context.Request.Path))
        {
            SecurityHeaders.MakePrivate(context);
            if (context.Request.Path.StartsWithSegments(Preview, StringComparison.OrdinalIgnoreCase))
            {
                SecurityHeaders.HideAddress(context);
            }
        }

        return next(context);
    }

    /// <summary>Chooses the language; after authentication, since the account may have set one.</summary>
    public static Task SpeakAsync(HttpContext context, RequestDelegate next)
    {
        if (SecurityHeaders.IsPrivate(context))
        {
            var site = context.RequestServices.GetRequiredService<SiteContext>();
            site.EnterAdmin(TagFor(context) ?? site.Settings.Main.Tag);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(site.AdminTexts.Tag); // for validation messages
        }

        return next(context);
    }

    /// <summary>The language set by the account, or else requested by the browser; null to use the site's.</summary>
    public static string? TagFor(HttpContext context) => context.User.FindFirst(Viewer.LanguageClaim)?.Value ?? Wanted(context.Request);

    private static string? Wanted(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(a => a.Quality ?? 1)
            .Select(a => Languages.FirstOrDefault(tag => a.Value.AsSpan().StartsWith(tag.AsSpan(0, 2), StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(tag => tag is not null);
}
