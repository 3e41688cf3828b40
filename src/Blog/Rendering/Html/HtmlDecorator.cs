using AngleSharp.Dom;
using Blog.Rendering.Output;
using Blog.Rendering.Players;

namespace Blog.Rendering.Html;

/// <summary>Adds what a sanitized tree needs in a page: image sizes, scrollable tables, addresses with the base path.</summary>
internal sealed class HtmlDecorator(RenderContext context, RenderTexts texts, Placeholders placeholders)
{
    private FragmentLinks? _fragments;

    /// <summary>Decorates the body of a post and returns its table of contents.</summary>
    public TableOfContents DecorateBody(IElement body)
    {
        var contents = new Headings(texts, placeholders).DecorateBody(body);
        _fragments = new FragmentLinks(body);
        _fragments.Settle(body, context.Address);
        HeadingList.Fill(body, contents, placeholders);
        PlayerLinks.Settle(body);
        DecorateAll(body, summary: false);
        if (MoreMarker.Find(body, placeholders.MoreClass) is { } mark)
        {
            mark.RemoveAttribute("class");
            mark.Id = "more";
        }

        return contents;
    }

    /// <summary>
    /// Decorates a summary, after its body: no ids, headings one level lower, and addresses that lead to the same from every page that
    /// shows it.
    /// </summary>
    public void DecorateSummary(IElement summary)
    {
        Headings.Settle(summary, above: 2);
        _fragments?.Settle(summary, context.Address);
        foreach (var element in summary.AllElements())
        {
            element.RemoveAttribute("id");
            foreach (var name in HtmlRules.Addresses)
            {
                if (element.GetAttribute(name) is { } address)
                {
                    element.SetAttribute(name, FromPost(address, element));
                }
            }

            if (element.GetAttribute("srcset") is { } set)
            {
                element.SetAttribute("srcset", string.Join(", ", Candidates(set).Select(candidate => FromPost(candidate, element))));
            }

            if (element.LocalName == "a" && !element.HasAttribute("href"))
            {
                element.Unwrap();
            }
        }

        DecorateAll(summary, summary: true);
    }

    // The renderer knows its images by the address as written.
    private string FromPost(string address, IElement element) =>
        element.LocalName == "img" && context.Images.ContainsKey(address) ? address : UrlPolicy.Resolve(address, context.Address);

    private void DecorateAll(IElement root, bool summary)
    {
        LonePictures.Mark(root);
        if (context.Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase))
        {
            RaggedLines.Mark(root, placeholders);
        }

        var tables = 0;
        foreach (var element in root.AllElements())
        {
            if (placeholders.Find(element.ClassName) is not null)
            {
                continue;
            }

            switch (element.LocalName)
            {
                case "table":
                    DecorateTable(element, ++tables, summary);
                    break;
                case "pre":
                    // Scrollable content must be reachable by keyboard.
                    element.SetAttribute("tabindex", "0");
                    element.Wrap("div").ClassName = "code";
                    break;
                case "img":
                    DecorateImage(element);
                    break;
                case "audio" or "video" or "source":
                    DecorateMedia(element);
                    break;
                case "em" or "i" or "cite" or "dfn":
                    Emphasis.Mark(element, context.Language);
                    break;
                default:
                    Rewrite(element, "href", media: false);
                    Rewrite(element, "cite", media: false);
                    break;
            }
        }
    }

    private void DecorateTable(IElement table, int number, bool summary)
    {
        var scroll = table.Wrap("div");
        scroll.ClassName = "scroll";
        scroll.SetAttribute("tabindex", "0");

        // On a page with several summaries the numbers would repeat, and landmarks with equal names are worse than none.
        if (!summary)
        {
            var caption = table.Children.FirstOrDefault(child => child.LocalName == "caption")?.TextContent.Trim();
            scroll.SetAttribute("role", "region");
            scroll.SetAttribute("aria-label", string.IsNullOrEmpty(caption) ? RenderTexts.Fill(texts.Table, number) : caption);
        }
    }

    private void DecorateImage(IElement image)
    {
        var source = image.GetAttribute("src")!;
        if (context.Images.TryGetValue(source.Trim(), out var facts))
        {
            var width = Given(image, "width");
            var height = Given(image, "height");
            if (width is not null && height is not null && UrlPolicy.IsRemote(source.Trim()))
            {
                facts = new ImageInfo(width.Value, height.Value); // an uploaded image has the proportions of its file
            }

            image.SetAttribute("width", Text(width ?? (height * facts.Width / facts.Height) ?? facts.Width));
            image.SetAttribute("height", Text(width * facts.Height / facts.Width ?? height ?? facts.Height));
        }

        DecorateMedia(image);
        if (facts is { Variants.Count: > 0 })
        {
            SourceSet.Give(image, facts, context.BasePath);
        }

        image.SetAttribute("loading", "lazy");
        image.SetAttribute("decoding", "async");
        if (UrlPolicy.IsRemote(source.Trim()))
        {
            image.SetAttribute("referrerpolicy", "no-referrer");
        }
    }

    private void DecorateMedia(IElement element)
    {
        Rewrite(element, "src", media: true);
        Rewrite(element, "poster", media: true);
        if (element.GetAttribute("srcset") is { } set)
        {
            element.SetAttribute("srcset", string.Join(", ", Candidates(set).Select(Candidate)));
        }
    }

    private static string[] Candidates(string set) =>
        set.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private string Candidate(string candidate)
    {
        var blank = candidate.IndexOf(' ', StringComparison.Ordinal);
        return blank < 0
            ? UrlPolicy.PrintMedia(candidate, context.BasePath)
            : UrlPolicy.PrintMedia(candidate[..blank], context.BasePath) + candidate[blank..];
    }

    private void Rewrite(IElement element, string name, bool media)
    {
        if (element.GetAttribute(name) is { } address)
        {
            element.SetAttribute(
                name,
                media ? UrlPolicy.PrintMedia(address, context.BasePath) : UrlPolicy.Print(address, context.BasePath)
            );
        }
    }

    private static int? Given(IElement image, string name) =>
        int.TryParse(image.GetAttribute(name), NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0 ? value : null;

    private static string Text(int value) => Math.Max(1, value).ToString(CultureInfo.InvariantCulture);
}
