using System.Security.Claims;
using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Rendering;
using Blog.Rendering.Html;
using Blog.Rendering.Output;
using Blog.Rendering.Text;
using Blog.Site;
using Blog.Site.Discovery;

namespace Blog.Editor.Checklist;

/// <summary>Checks a text before it is published.</summary>
public sealed class PublishChecklist(
    InternalLinkChecker links,
    MissingImageFinder images,
    SiteOptions options,
    DraftLoader drafts,
    RedirectClaims redirects,
    SiteContext site,
    TimeProvider clock
)
{
    /// <summary>Reading minutes from which a post counts as long.</summary>
    public const int LongMinutes = 3;

    private const int Named = 3;
    private const int NameLength = 60;

    private ChecklistTexts Words => ChecklistTexts.Of(site.UiLanguage);

    /// <summary>What to check, most serious first.</summary>
    /// <param name="post">The post as it is stored; null for a new one.</param>
    /// <param name="address">The address it will have.</param>
    /// <param name="person">The author who asks.</param>
    public async Task<IReadOnlyList<ChecklistItem>> OfAsync(
        PostDraft text,
        Post? post,
        RenderedPost rendered,
        PostAddress address,
        ClaimsPrincipal person,
        CancellationToken cancellationToken
    ) =>
        [
            .. string.IsNullOrWhiteSpace(text.Title)
                ? [new ChecklistItem(ChecklistItemKind.Title, Words.NoTitle, "#title")]
                : Array.Empty<ChecklistItem>(),
            .. await MissingAsync(text, rendered, address, cancellationToken),
            .. Lost(await links.FindAsync(rendered.Links, text, address, person, cancellationToken)),
            .. TextProblems.Of(rendered.Problems, Words),
            .. Images(text, post, rendered),
            .. Headings(rendered.Skips),
            .. Summary(text, rendered),
            .. Address(text, post, address),
            .. await RedirectAsync(text, post, address, person, cancellationToken),
            .. await TimeAsync(text, post, cancellationToken),
        ];

    /// <summary>The remaining points, as one sentence after the notice of publication; null where there are none.</summary>
    public string? Remaining(IReadOnlyList<ChecklistItem> items) =>
        items.Count == 0
            ? null
            : Words.After(string.Join(Words.Semicolon, items.Take(Named).Select(item => item.Words.TrimEnd('。', '.'))));

    private async Task<IReadOnlyList<ChecklistItem>> MissingAsync(
        PostDraft text,
        RenderedPost rendered,
        PostAddress address,
        CancellationToken cancellationToken
    )
    {
        var cover = text.Cover.Trim();
        var lost = cover.Length == 0 ? [] : await images.FindAsync([cover], address, cancellationToken);
        var shown = rendered.Images.Select(image => image.Source).Concat(rendered.OtherMedia);
        var missing = (await images.FindAsync(shown, address, cancellationToken)).Concat(OnTheAuthorsDisk(text)).ToList();
        return
        [
            .. lost.Select(source => new ChecklistItem(ChecklistItemKind.MissingCover, Words.MissingCover(Short(source)), "#cover")),
            .. lost.Count == 0 && IsNotShared(cover)
                ? [new ChecklistItem(ChecklistItemKind.UnsharedCover, Words.UnsharedCover(Short(cover)), "#cover")]
                : Array.Empty<ChecklistItem>(),
            .. missing.Count == 0
                ? Array.Empty<ChecklistItem>()
                : [new ChecklistItem(ChecklistItemKind.MissingImage, Words.MissingImages(missing.Count, Names(missing)), null)],
        ];
    }

    /// <summary>Whether other sites would not show a cover: <see cref="ShareImage"/> passes over SVG and what is not encrypted.</summary>
    private bool IsNotShared(string cover) =>
        cover.Split('?', '#')[0].EndsWith(".svg", StringComparison.OrdinalIgnoreCase)
        || (
            Uri.TryCreate(cover, UriKind.Absolute, out var url)
            && url.Scheme == Uri.UriSchemeHttp
            && !string.Equals(url.Authority, options.PublicUrl.Authority, StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>
    /// Images with an address that no page can load, such as <c>C:\chart.png</c> or <c>file:///home/me/chart.png</c>: the renderer leaves
    /// them out. Images embedded in the text are no loss yet: they are listed among those to save to this site.
    /// </summary>
    private static IEnumerable<string> OnTheAuthorsDisk(PostDraft text) =>
        MarkdownLinks
            .Find(TextLimits.Normalize(text.Markdown))
            .Where(link => link.IsImage && link.Url.Trim().Length > 0 && !UrlPolicy.IsAllowed(link.Url, media: true))
            .Select(link => link.Url.Trim())
            .Where(source => !source.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            .Distinct(StringComparer.Ordinal);

    private IEnumerable<ChecklistItem> Lost(IReadOnlyList<BrokenLink> lost)
    {
        var dead = lost.Where(link => link.PostId is null).Select(link => link.Link).ToList();
        if (dead.Count > 0)
        {
            yield return new ChecklistItem(ChecklistItemKind.DeadLink, Words.DeadLinks(dead.Count, Names(dead)), null);
        }

        foreach (var link in lost.Where(link => link.PostId is not null).Take(Named))
        {
            var title = string.IsNullOrEmpty(link.Title) ? EditTexts.Of(site.UiLanguage).Untitled : link.Title;
            var words = link.PublicAt is { } at
                ? Words.ScheduledLink(title, Short(link.Link), site.Moment(at, clock.GetUtcNow()))
                : Words.DraftLink(title, Short(link.Link));
            yield return new ChecklistItem(ChecklistItemKind.DraftLink, words, site.Local(EditorPaths.OfPost(link.PostId)));
        }
    }

    private IEnumerable<ChecklistItem> Images(PostDraft text, Post? post, RenderedPost rendered)
    {
        var silent = rendered.Images.Where(image => string.IsNullOrWhiteSpace(image.Alt)).Select(image => NameOf(image.Source)).ToList();
        if (silent.Count > 0)
        {
            yield return new ChecklistItem(ChecklistItemKind.ImageAlt, Words.NoAlt(silent.Count, Names(silent)), null);
        }

        if (RemoteImage.FindIn(text, options.PublicUrl).Count is > 0 and var count)
        {
            yield return post is null
                ? new ChecklistItem(ChecklistItemKind.RemoteImage, Words.RemoteUnsaved(count), null)
                : new ChecklistItem(
                    ChecklistItemKind.RemoteImage,
                    Words.Remote(count),
                    site.Local("/admin/media/home") + QueryString.Create("post", post.Id.ToString(CultureInfo.InvariantCulture))
                );
        }
    }

    private IEnumerable<ChecklistItem> Headings(IReadOnlyList<HeadingSkip> skips)
    {
        foreach (var skip in skips.Take(Named))
        {
            yield return new ChecklistItem(ChecklistItemKind.Heading, Words.Skip(Short(skip.Text), skip.Before, skip.Level), null);
        }

        if (skips.Count > Named)
        {
            yield return new ChecklistItem(ChecklistItemKind.Heading, Words.MoreSkips(skips.Count - Named), null);
        }
    }

    private IEnumerable<ChecklistItem> Summary(PostDraft text, RenderedPost rendered)
    {
        if (string.IsNullOrWhiteSpace(text.Description))
        {
            yield return new ChecklistItem(ChecklistItemKind.Description, Words.NoDescription, "#description");
        }

        if (text.Kind == PostKind.Post && rendered.ReadingMinutes >= LongMinutes && rendered.SummarySource != SummarySource.Mark)
        {
            yield return new ChecklistItem(
                ChecklistItemKind.More,
                rendered.SummarySource == SummarySource.Description ? Words.NoMoreDescribed : Words.NoMore,
                null
            );
        }
    }

    private IEnumerable<ChecklistItem> Address(PostDraft text, Post? post, PostAddress address)
    {
        if (
            post?.IsPublic(clock.GetUtcNow()) == true
            && !string.IsNullOrWhiteSpace(text.Address)
            && address != default
            && address != post.Address
        )
        {
            yield return new ChecklistItem(ChecklistItemKind.Address, Words.Moves(post.Address.Value, address.Value), "#address");
        }
    }

    /// <summary>Of a post that is not public at its address yet: afterwards the redirect is without effect.</summary>
    private async Task<IReadOnlyList<ChecklistItem>> RedirectAsync(
        PostDraft text,
        Post? post,
        PostAddress address,
        ClaimsPrincipal person,
        CancellationToken cancellationToken
    )
    {
        var isSettled = address == default || (post?.IsPublic(clock.GetUtcNow()) == true && post.Address.Key == address.Key);
        var isKnown = !string.IsNullOrWhiteSpace(text.Address) || post?.Address.Key == address.Key; // a generated one avoids redirects
        return !isSettled && isKnown && await redirects.FindAsync(address, post?.Id, person.Actor, cancellationToken) is not null
            ? [new ChecklistItem(ChecklistItemKind.Address, Words.EndsRedirect(address.Value), "#address")]
            : [];
    }

    private async Task<IReadOnlyList<ChecklistItem>> TimeAsync(PostDraft text, Post? post, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return
            ZonedTime.Parse(text.PublishAt, site.Settings.Zone) is { } at
            && at <= now
            && post?.IsPublic(now) != true
            && (post is null || !await drafts.WasPublicAsync(post, cancellationToken))
            ? [new ChecklistItem(ChecklistItemKind.Time, Words.Past(site.Moment(at, now)), "#publishat")]
            : [];
    }

    private string Names(List<string> all) =>
        string.Join(Words.Comma, all.Take(Named).Select(Short)) + (all.Count > Named ? Words.AndMore(all.Count) : "");

    private string NameOf(string source) =>
        source.StartsWith("data:", StringComparison.OrdinalIgnoreCase)
            ? Words.InText
            : Uri.UnescapeDataString(source.Split('?', '#')[0].TrimEnd('/').Split('/')[^1]);

    private static string Short(string text) => TextLengths.Shorten(text, NameLength);
}
