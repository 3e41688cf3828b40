using System.Text;
using System.Text.RegularExpressions;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Site;
using Blog.Site.Feeds;
using Blog.Site.Localization;
using Microsoft.EntityFrameworkCore;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>
/// <c>/llms.txt</c> in the format of llmstxt.org: what the site is, then links to the Markdown of all its posts, by language.
/// </summary>
internal static partial class LlmsFile
{
    /// <summary>Serves the file, if the owner has made Markdown public.</summary>
    public static async Task<IResult> GetAsync(
        HttpContext context,
        BlogDb db,
        SiteContext site,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var settings = site.Settings;
        if (!settings.Discovery.PublishesMarkdown)
        {
            return Results.NotFound();
        }

        var rows = await db
            .Posts.Published(clock.GetUtcNow())
            .Where(post => !post.Hidden)
            .NewestFirst()
            .Select(post => new Row(post.Title, post.Language, post.Description, post.Address))
            .ToListAsync(cancellationToken);
        var text = new StringBuilder();
        var main = settings.Main;
        text.Append("# ").Append(Line(main.Title)).Append('\n');
        var about = Line(main.Description.Length > 0 ? main.Description : main.Tagline);
        text.Append(about.Length > 0 ? $"\n> {about}\n" : "");
        foreach (var language in settings.Languages)
        {
            var own = rows.Where(row => settings.LanguageOf(row.Language) == language).ToList();
            if (own.Count > 0)
            {
                text.Append("\n## ")
                    .Append(ReaderTexts.Of(language.Tag).LanguageName)
                    .Append("\n\n")
                    .AppendJoin("", own.Select(row => Link(row, site)));
            }
        }

        return CacheableResponses.Document(context, Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", null);
    }

    private static string Link(Row row, SiteContext site)
    {
        var about = row.Description is null ? "" : ": " + Line(row.Description);
        return $"- [{Line(row.Title)}]({site.Absolute(MarkdownSources.PathOf(row.Address))}){about}\n";
    }

    /// <summary>Escapes plain text for one line of Markdown.</summary>
    private static string Line(string text) => Sign().Replace(Blank().Replace(text, " ").Trim(), @"\$0");

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    [GeneratedRegex(@"[\\\[\]<`*]", RegexOptions.NonBacktracking)]
    private static partial Regex Sign();

    private sealed record Row(string Title, string Language, string? Description, PostAddress Address);
}
