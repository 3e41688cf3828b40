using System.Text.Json.Nodes;
using Blog.Data.Addresses;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Site;
using Blog.Site.Discovery;
using Blog.Site.Layout;

namespace Blog.Reading.Posts;

/// <summary>Structured data of a post for search engines (schema.org: <c>BlogPosting</c>, <c>BreadcrumbList</c>).</summary>
internal static class PostStructuredData
{
    public static StructuredData Of(Post post, string description, PostSurroundings around, SiteContext site)
    {
        var url = site.Absolute(post.Address.Href);
        return new StructuredData(
            post.Kind == PostKind.Post
                ? [Posting(post, description, around, site, url), Crumbs(post, around, site, url)]
                : [Page(post, description, site, url)]
        );
    }

    private static JsonObject Posting(Post post, string description, PostSurroundings around, SiteContext site, string url) =>
        new()
        {
            ["@type"] = "BlogPosting",
            ["@id"] = url,
            ["mainEntityOfPage"] = url,
            ["url"] = url,
            ["headline"] = post.Title,
            ["description"] = description,
            ["inLanguage"] = post.TextLanguage,
            ["datePublished"] = Iso(post.PublishedAt!.Value, site),
            ["dateModified"] = Iso(post.UpdatedAt > post.PublishedAt ? post.UpdatedAt : post.PublishedAt.Value, site),
            ["author"] = Person(post.Author!, site),
            ["image"] = around.Image is { } image ? new JsonArray(Address(image, site)) : null,
            ["keywords"] =
                post.Tags.Count > 0 ? new JsonArray([.. post.Tags.OrderBy(tag => tag.Id).Select(tag => (JsonNode)tag.Name)]) : null,
            ["articleSection"] = post.Category?.Name,
            ["wordCount"] = post.WordCount,
            ["license"] = site.Settings.LicenceUrl,
            ["isPartOf"] = PartOf(post, around, site),
            ["position"] = around.SeriesPath is null ? null : Math.Max(1, around.Part),
        };

    private static JsonNode PartOf(Post post, PostSurroundings around, SiteContext site)
    {
        var blog = new JsonObject
        {
            ["@type"] = "Blog",
            ["name"] = site.Language.Title,
            ["url"] = site.Absolute(site.EditionPath("/")),
        };
        return around.SeriesPath is null
            ? blog
            : new JsonArray(
                blog,
                new JsonObject
                {
                    ["@type"] = "CreativeWorkSeries",
                    ["name"] = post.Series,
                    ["url"] = site.Absolute(site.EditionPath(around.SeriesPath)),
                }
            );
    }

    private static JsonObject Person(Author author, SiteContext site)
    {
        var person = new JsonObject
        {
            ["@type"] = "Person",
            ["name"] = author.Name,
            ["url"] = site.Absolute(site.EditionPath("/")),
        };
        if (author.Picture is not null)
        {
            person["image"] = site.Absolute(author.Picture);
        }

        return person;
    }

    private static JsonObject Page(Post post, string description, SiteContext site, string url) =>
        new()
        {
            ["@type"] = "WebPage",
            ["@id"] = url,
            ["url"] = url,
            ["name"] = post.Title,
            ["description"] = description,
            ["inLanguage"] = post.TextLanguage,
        };

    private static JsonObject Crumbs(Post post, PostSurroundings around, SiteContext site, string url)
    {
        IEnumerable<(string Name, string Url)> steps =
        [
            (site.Language.Title, site.Absolute(site.EditionPath("/"))),
            .. around.Categories.Select(category =>
                (category.Name, site.Absolute(site.EditionPath("/categories" + PostAddress.Encode("/" + category.Path))))
            ),
            (post.Title, url),
        ];
        return new JsonObject
        {
            ["@type"] = "BreadcrumbList",
            ["itemListElement"] = new JsonArray([
                .. steps.Select(
                    (step, index) =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["@type"] = "ListItem",
                                ["position"] = index + 1,
                                ["name"] = step.Name,
                                ["item"] = step.Url,
                            }
                ),
            ]),
        };
    }

    private static string Address(ShareImage image, SiteContext site) =>
        image.Address.StartsWith('/') ? site.Absolute(image.Address) : image.Address;

    private static string Iso(DateTimeOffset at, SiteContext site) =>
        TimeZoneInfo.ConvertTime(at, site.Settings.Zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
}
