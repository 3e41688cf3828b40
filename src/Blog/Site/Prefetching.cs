using System.Text.Json;

namespace Blog.Site;

/// <summary>
/// Lets browsers that know speculation rules fetch a page that the reader is about to open. Only pages for readers, and never a search.
/// </summary>
internal static class Prefetching
{
    /// <summary>Name of the file among the assets.</summary>
    public const string File = "speculation-rules.json";

    private static readonly string[] NotFetched =
    [
        "/admin*",
        "/account*",
        "/setup*",
        "/preview/*",
        "/search*",
        "/api/*",
        "/hooks/*",
        "/media/*",
        "/assets/*",
        "/*.xml",
        "/*.json",
        "/*.md",
        "/*.txt",
        "/*.webmanifest",
    ];

    /// <summary>The rules of a blog below a base path.</summary>
    public static byte[] RulesOf(string basePath) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                prefetch = new[]
                {
                    new
                    {
                        source = "document",
                        eagerness = "moderate",
                        where = new
                        {
                            and = new object[]
                            {
                                new { href_matches = basePath + "/*" },
                                new { not = new { href_matches = NotFetched.Select(path => basePath + path) } },
                                new { not = new { selector_matches = "[download], [rel~=nofollow], [target=_blank]" } },
                            },
                        },
                    },
                },
            }
        );

    /// <summary>Names the rules. Before the page is written: the page cache keeps the headers that are set by then.</summary>
    public static void Announce(HttpContext context, Assets assets) =>
        context.Response.Headers["Speculation-Rules"] = $"\"{assets.Href(File)}\"";
}
