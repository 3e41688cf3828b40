namespace Blog.Tests.Accounts;

/// <summary>What a handler asks of its visitor.</summary>
public enum Need
{
    /// <summary>Nothing.</summary>
    Open,

    /// <summary>Any account.</summary>
    SignedIn,

    /// <summary>Any account, and a proof within ten minutes.</summary>
    Recent,

    /// <summary>An owner.</summary>
    Owner,

    /// <summary>An owner, and a proof within ten minutes.</summary>
    RecentOwner,
}

/// <summary>One row of the access matrix.</summary>
/// <param name="Handler">As <see cref="Tests.Handler.ToString"/> writes it.</param>
/// <param name="Need">What it asks of its visitor.</param>
/// <param name="Status">What it answers whoever may ask.</param>
/// <param name="Ask">The address to ask, where the route has parameters.</param>
/// <param name="InStatus">What it answers whoever is signed in, where that is another.</param>
public sealed record AccessRow(string Handler, Need Need, int Status, string? Ask = null, int? InStatus = null);

/// <summary>
/// Who may do what: one row for each handler of the program (security.md B24). A form is sent with a good token and nothing else in it, so that
/// those who may send it change as little as they can.
/// </summary>
public static class AccessMatrix
{
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("GET /", Need.Open, 200),
        new("GET /archives", Need.Open, 200),
        new("GET /archives/page/{number:int}", Need.Open, 404, "/archives/page/2"),
        new("GET /archives/{year:int:range(1,9998)}", Need.Open, 404, "/archives/1999"),
        new("GET /archives/{year:int:range(1,9998)}/page/{number:int}", Need.Open, 404, "/archives/1999/page/2"),
        new("GET /archives/{year:int:range(1,9998)}/{month:int:range(1,12)}", Need.Open, 404, "/archives/1999/01"),
        new("GET /archives/{year:int:range(1,9998)}/{month:int:range(1,12)}/page/{number:int}", Need.Open, 404, "/archives/1999/01/page/2"),
        new("GET /assets/{file}", Need.Open, 404, "/assets/x.js"),
        new("HEAD /assets/{file}", Need.Open, 404, "/assets/x.js"),
        new("GET /categories", Need.Open, 200),
        new("GET /categories/{**path}", Need.Open, 404, "/categories/x"),
        new("GET /error/{code:int}", Need.Open, 404, "/error/404"),
        new("POST /error/{code:int}", Need.Open, 404, "/error/404"),
        new("GET /health/live", Need.Open, 200),
        new("GET /health/ready", Need.Open, 200),
        new("HEAD /health/live", Need.Open, 200),
        new("HEAD /health/ready", Need.Open, 200),
        new("GET /metrics", Need.Open, 404),
        new("GET /media/{id:length(32):regex(^[0-9a-f]+$)}/{name}", Need.Open, 404, "/media/00000000000000000000000000000000/x.png"),
        new("HEAD /media/{id:length(32):regex(^[0-9a-f]+$)}/{name}", Need.Open, 404, "/media/00000000000000000000000000000000/x.png"),
        new("GET /page/{number:int}", Need.Open, 404, "/page/2"),
        new("GET /preview/{token}", Need.Open, 404, "/preview/x"),
        new("GET /opensearch.xml", Need.Open, 200),
        new("HEAD /opensearch.xml", Need.Open, 200),
        new("GET /search", Need.Open, 200),
        new("GET /tags", Need.Open, 200),
        new("GET /tags/{slug}", Need.Open, 404, "/tags/x"),
        new("GET /tags/{slug}/page/{number:int}", Need.Open, 404, "/tags/x/page/2"),
        new("GET /{**path}", Need.Open, 200, "/x"),
        new("GET /apple-touch-icon.png", Need.Open, 200),
        new("GET /favicon.ico", Need.Open, 200),
        new("GET /feed.json", Need.Open, 200),
        new("GET /feed.xml", Need.Open, 200),
        new("GET /feeds", Need.Open, 200),
        new("GET /llms.txt", Need.Open, 404),
        new("GET /robots.txt", Need.Open, 200),
        new("GET /rss.xml", Need.Open, 200),
        new("GET /site.webmanifest", Need.Open, 200),
        new("GET /sitemap-{part:int:min(1)}.xml", Need.Open, 404, "/sitemap-1.xml"),
        new("GET /sitemap.xml", Need.Open, 200),
        new("GET /tags/{slug}/feed.json", Need.Open, 404, "/tags/x/feed.json"),
        new("GET /tags/{slug}/feed.xml", Need.Open, 404, "/tags/x/feed.xml"),
        new("GET /tags/{slug}/rss.xml", Need.Open, 404, "/tags/x/rss.xml"),
        new("HEAD /apple-touch-icon.png", Need.Open, 200),
        new("HEAD /favicon.ico", Need.Open, 200),
        new("HEAD /feed.json", Need.Open, 200),
        new("HEAD /feed.xml", Need.Open, 200),
        new("HEAD /llms.txt", Need.Open, 404),
        new("HEAD /robots.txt", Need.Open, 200),
        new("HEAD /rss.xml", Need.Open, 200),
        new("HEAD /site.webmanifest", Need.Open, 200),
        new("HEAD /sitemap-{part:int:min(1)}.xml", Need.Open, 404, "/sitemap-1.xml"),
        new("HEAD /sitemap.xml", Need.Open, 200),
        new("HEAD /tags/{slug}/feed.json", Need.Open, 404, "/tags/x/feed.json"),
        new("HEAD /tags/{slug}/feed.xml", Need.Open, 404, "/tags/x/feed.xml"),
        new("HEAD /tags/{slug}/rss.xml", Need.Open, 404, "/tags/x/rss.xml"),
        new(@"GET /categories/{**path:regex(.+/feed\.json$)}", Need.Open, 404, "/categories/x/feed.json"),
        new(@"GET /categories/{**path:regex(.+/feed\.xml$)}", Need.Open, 404, "/categories/x/feed.xml"),
        new(@"GET /categories/{**path:regex(.+/rss\.xml$)}", Need.Open, 404, "/categories/x/rss.xml"),
        new(@"GET /{**path:regex(.\.md$)}", Need.Open, 404, "/x.md"),
        new(@"HEAD /categories/{**path:regex(.+/feed\.json$)}", Need.Open, 404, "/categories/x/feed.json"),
        new(@"HEAD /categories/{**path:regex(.+/feed\.xml$)}", Need.Open, 404, "/categories/x/feed.xml"),
        new(@"HEAD /categories/{**path:regex(.+/rss\.xml$)}", Need.Open, 404, "/categories/x/rss.xml"),
        new(@"HEAD /{**path:regex(.\.md$)}", Need.Open, 404, "/x.md"),

        new("GET /setup", Need.Open, 404),
        new("POST /setup", Need.Open, 404),
        new("GET /account/sign-in", Need.Open, 200, InStatus: 302),
        new("POST /account/sign-in", Need.Open, 200),
        new("POST /account/sign-in Passkey", Need.Open, 200),
        new("POST /account/sign-in PasskeyOptions", Need.Open, 200),
        new("GET /account/code", Need.Open, 302),
        new("POST /account/code", Need.Open, 200),
        new("GET /account/sign-out", Need.Open, 200),
        new("POST /account/sign-out", Need.Open, 302),
        new("GET /account/invitation", Need.Open, 404),
        new("POST /account/invitation", Need.Open, 404),
        new("GET /account/reset", Need.Open, 404),
        new("POST /account/reset", Need.Open, 404),

        new("GET /account/confirm", Need.SignedIn, 200),
        new("POST /account/confirm", Need.SignedIn, 200),
        new("POST /account/confirm Passkey", Need.SignedIn, 200),
        new("POST /account/confirm PasskeyOptions", Need.SignedIn, 200),

        new("GET /admin", Need.SignedIn, 200),
        new("POST /admin Many", Need.SignedIn, 302),
        new("GET /admin/posts/delete", Need.SignedIn, 302),
        new("POST /admin/posts/delete", Need.SignedIn, 302),
        new("GET /admin/posts/new", Need.SignedIn, 200),
        new("GET /admin/posts/new Token", Need.SignedIn, 200),
        new("POST /admin/posts/new", Need.SignedIn, 422),
        new("POST /admin/posts/new Check", Need.SignedIn, 200),
        new("POST /admin/posts/new Compare", Need.SignedIn, 404),
        new("POST /admin/posts/new Keep", Need.SignedIn, 422),
        new("POST /admin/posts/new Preview", Need.SignedIn, 200),
        new("GET /admin/posts/{id:int}", Need.SignedIn, 404, "/admin/posts/99"),
        new("GET /admin/posts/{id:int} Token", Need.SignedIn, 200, "/admin/posts/99"),
        new("POST /admin/posts/{id:int}", Need.SignedIn, 404, "/admin/posts/99"),
        new("POST /admin/posts/{id:int} Check", Need.SignedIn, 403, "/admin/posts/99"),
        new("POST /admin/posts/{id:int} Compare", Need.SignedIn, 404, "/admin/posts/99"),
        new("POST /admin/posts/{id:int} Keep", Need.SignedIn, 403, "/admin/posts/99"),
        new("POST /admin/posts/{id:int} Preview", Need.SignedIn, 403, "/admin/posts/99"),
        new("GET /admin/posts/{id:int}/history", Need.SignedIn, 404, "/admin/posts/99/history"),
        new("GET /admin/posts/{id:int}/history/{revision}", Need.SignedIn, 404, "/admin/posts/99/history/1"),
        new("POST /admin/posts/{id:int}/history/{revision} Restore", Need.SignedIn, 404, "/admin/posts/99/history/1"),
        new("GET /admin/posts/{id:int}/links", Need.SignedIn, 404, "/admin/posts/99/links"),
        new("POST /admin/posts/{id:int}/links Create", Need.SignedIn, 404, "/admin/posts/99/links"),
        new("POST /admin/posts/{id:int}/links Revoke", Need.SignedIn, 404, "/admin/posts/99/links"),
        new("GET /admin/profile", Need.SignedIn, 200),
        new("POST /admin/profile", Need.SignedIn, 200),
        new("GET /admin/security", Need.SignedIn, 200),
        new("POST /admin/security EndSession", Need.SignedIn, 302),
        new("POST /admin/security EndAll", Need.SignedIn, 302),
        new("GET /admin/security/authenticator", Need.Recent, 200),
        new("POST /admin/security/authenticator", Need.Recent, 200),
        new("POST /admin/security/authenticator Renew", Need.Recent, 200),
        new("POST /admin/security/authenticator Remove", Need.Recent, 302),
        new("GET /admin/security/passkeys", Need.Recent, 200),
        new("POST /admin/security/passkeys Add", Need.Recent, 200),
        new("POST /admin/security/passkeys Options", Need.Recent, 200),
        new("POST /admin/security/passkeys Remove", Need.Recent, 302),
        new("GET /admin/security/password", Need.Recent, 200),
        new("POST /admin/security/password", Need.Recent, 200),

        new("GET /admin/taxonomy", Need.Owner, 200),
        new("POST /admin/taxonomy Category", Need.Owner, 200),
        new("POST /admin/taxonomy Tag", Need.Owner, 200),
        new("GET /admin/taxonomy/tags/{id:int}", Need.Owner, 404, "/admin/taxonomy/tags/1"),
        new("POST /admin/taxonomy/tags/{id:int} Merge", Need.Owner, 404, "/admin/taxonomy/tags/1"),
        new("POST /admin/taxonomy/tags/{id:int} Remove", Need.Owner, 404, "/admin/taxonomy/tags/1"),
        new("POST /admin/taxonomy/tags/{id:int} Rename", Need.Owner, 404, "/admin/taxonomy/tags/1"),
        new("GET /admin/taxonomy/categories/{id:int}", Need.Owner, 404, "/admin/taxonomy/categories/1"),
        new("POST /admin/taxonomy/categories/{id:int} Change", Need.Owner, 404, "/admin/taxonomy/categories/1"),
        new("POST /admin/taxonomy/categories/{id:int} Merge", Need.Owner, 404, "/admin/taxonomy/categories/1"),
        new("POST /admin/taxonomy/categories/{id:int} Remove", Need.Owner, 404, "/admin/taxonomy/categories/1"),
        new("GET /admin/redirects", Need.Owner, 200),
        new("POST /admin/redirects Add", Need.Owner, 200),
        new("POST /admin/redirects Remove", Need.Owner, 302),
        new("GET /admin/redirects/missing", Need.Owner, 200),
        new("POST /admin/redirects/missing Forget", Need.Owner, 302),
        new("POST /admin/redirects/missing Ignore", Need.Owner, 302),
        new("POST /admin/redirects/missing Redirect", Need.Owner, 302),

        new("GET /admin/status", Need.Owner, 200),
        new("GET /admin/backups", Need.Owner, 200),
        new("POST /admin/backups Now", Need.Owner, 302),
        new("GET /admin/backups/{name}", Need.RecentOwner, 404, "/admin/backups/x"),
        new("GET /admin/backups/{name} File", Need.RecentOwner, 404, "/admin/backups/x"),
        new("POST /admin/backups/{name} Delete", Need.RecentOwner, 404, "/admin/backups/x"),
        new("POST /admin/backups/{name} Verify", Need.RecentOwner, 404, "/admin/backups/x"),

        new("GET /admin/settings", Need.Owner, 200),
        new("POST /admin/settings", Need.Owner, 200),
        new("POST /admin/settings RemoveSamples", Need.Owner, 302),
        new("GET /admin/media", Need.SignedIn, 200),
        new("POST /admin/media Upload", Need.SignedIn, 422),
        new("GET /admin/media/home", Need.SignedIn, 404),
        new("POST /admin/media/home", Need.SignedIn, 404),
        new("GET /admin/media/{id:length(32)}", Need.SignedIn, 404, "/admin/media/00000000000000000000000000000000"),
        new("POST /admin/media/{id:length(32)}", Need.SignedIn, 404, "/admin/media/00000000000000000000000000000000"),
        new("POST /admin/media/{id:length(32)} Delete", Need.SignedIn, 404, "/admin/media/00000000000000000000000000000000"),
        new("POST /admin/media/{id:length(32)} Replace", Need.SignedIn, 404, "/admin/media/00000000000000000000000000000000"),

        new("GET /admin/people", Need.RecentOwner, 200),
        new("POST /admin/people Become", Need.RecentOwner, 302),
        new("POST /admin/people Disable", Need.RecentOwner, 302),
        new("POST /admin/people Enable", Need.RecentOwner, 302),
        new("POST /admin/people Invite", Need.RecentOwner, 200),
        new("POST /admin/people Remove", Need.RecentOwner, 302),
        new("POST /admin/people ResetLink", Need.RecentOwner, 200),
        new("POST /admin/people Withdraw", Need.RecentOwner, 302),
    ];

    /// <summary>The address that a row asks.</summary>
    public static string AddressOf(AccessRow row, Handler handler) => row.Ask ?? handler.Template;
}
