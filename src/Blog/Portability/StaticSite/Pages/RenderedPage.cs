using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Blog.Portability.StaticSite.Pipeline;

namespace Blog.Portability.StaticSite.Pages;

/// <summary>An answer that becomes a file.</summary>
/// <param name="Links">What it links to or loads, as written; empty for other documents than HTML.</param>
/// <param name="Related">The addresses of the posts that it names as related, as written.</param>
internal sealed record RenderedPage(PlannedPage Plan, SiteResponse Response, IReadOnlyList<string> Links, IReadOnlyList<string> Related)
{
    private static readonly string[] Addressing = ["href", "src", "poster", "data"];

    /// <summary>Asks for a page and reads what it links to.</summary>
    /// <exception cref="StaticSiteException">The program failed to answer.</exception>
    public static async Task<RenderedPage> AskAsync(SitePipeline pipeline, PlannedPage plan, CancellationToken cancellationToken)
    {
        var response = await pipeline.AskAsync(plan.Ask ?? plan.Path, cancellationToken);
        if (response.Status >= 500)
        {
            throw new StaticSiteException(
                string.Create(CultureInfo.InvariantCulture, $"{plan.Path} answered {response.Status}: the log says why")
            );
        }

        if (!response.IsHtml || response.Status != StatusCodes.Status200OK)
        {
            return new RenderedPage(plan, response, [], []);
        }

        using var document = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(response.Body.Span));
        return new RenderedPage(
            plan,
            response,
            [.. document.All.SelectMany(LinksOf).Distinct(StringComparer.Ordinal)],
            [.. document.QuerySelectorAll("section.related a").Select(link => link.GetAttribute("href")).OfType<string>()]
        );
    }

    private static IEnumerable<string> LinksOf(IElement element)
    {
        foreach (var name in Addressing)
        {
            if (element.GetAttribute(name) is { Length: > 0 } address)
            {
                yield return address;
            }
        }

        foreach (
            var candidate in (element.GetAttribute("srcset") ?? "").Split(
                ',',
                StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries
            )
        )
        {
            yield return candidate.Split(' ')[0];
        }
    }
}

/// <summary>The static site cannot be made; the message is one line for people.</summary>
public sealed class StaticSiteException(string message) : Exception(message);
