namespace Blog.Site.Http;

/// <summary>
/// The pages behind the door: nothing of them is kept by a cache, no script makes markup from strings, and they speak the language of the
/// one who is signed in.
/// </summary>
public static class AdminResponseHeaders
{
    private static readonly PathString[] Roots = ["/admin", "/account", "/setup", Preview];

    /// <summary>Root of the pages that show what is not published to whoever holds a link.</summary>
    public const string Preview = "/preview";

    /// <summary>Whether a path, below the base path, is one of them.</summary>
    public static bool Holds(PathString path) => Roots.Any(root => path.StartsWithSegments(root, StringComparison.OrdinalIgnoreCase));

    /// <summary>Languages of the author's half, the first being for whoever wants neither.</summary>
    public static IReadOnlyList<string> Languages { get; } = ["zh-CN", "en"];

    /// <summary>Marks their answers, before anything can end the request.</summary>
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

    /// <summary>Chooses the words; after authentication, since an account may have chosen.</summary>
    public static Task SpeakAsync(HttpContext context, RequestDelegate next)
    {
        if (SecurityHeaders.IsPrivate(context))
        {
            var site = context.RequestServices.GetRequiredService<SiteContext>();
            site.EnterAdmin(TagFor(context) ?? site.Settings.Main.Tag);
            CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(site.AdminTexts.Tag); // for the messages of validation
        }

        return next(context);
    }

    /// <summary>The language that an account chose, or that its browser wants; null where the site's has to do.</summary>
    public static string? TagFor(HttpContext context) => context.User.FindFirst(Viewer.LanguageClaim)?.Value ?? Wanted(context.Request);

    private static string? Wanted(HttpRequest request) =>
        request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(a => a.Quality ?? 1)
            .Select(a => Languages.FirstOrDefault(tag => a.Value.AsSpan().StartsWith(tag.AsSpan(0, 2), StringComparison.OrdinalIgnoreCase)))
            .FirstOrDefault(tag => tag is not null);
}
