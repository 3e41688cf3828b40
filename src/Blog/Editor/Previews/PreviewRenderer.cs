using Blog.Data;
using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Data.Posts.Drafts;
using Blog.Data.Posts.Writing;
using Blog.Rendering.Output;
using Blog.Site;
using Blog.Site.Layout;

namespace Blog.Editor.Previews;

/// <summary>Renders a text as readers will see it, with the same renderer and sanitizer that saving uses; nothing is stored.</summary>
public sealed class PreviewRenderer(
    RenderThrottle renders,
    PostPlanner planner,
    CategoryNames categories,
    SiteContext site,
    TimeProvider clock
)
{
    /// <summary>Renders the typed text.</summary>
    /// <param name="post">The post; null for a new one.</param>
    /// <param name="cancellationToken">Cancels the wait for a slot; a rendering that has begun cannot be stopped.</param>
    public async Task<PreviewResult> MakeAsync(PostDraft text, Post? post, CancellationToken cancellationToken)
    {
        var language = site.Settings.LanguageOf(text.Language).Tag;
        var typed = new PostContent
        {
            Language = language,
            Title = TextLengths.Cut(text.Title.Trim(), TextLengths.Title),
            Description = text.Description,
            Markdown = text.Markdown,
        };
        var address = AddressOf(text, typed, post);
        var result = await renders.RenderAsync(
            text.Markdown,
            await planner.ContextAsync(typed, address, site.Settings, cancellationToken),
            cancellationToken
        );
        if (result.Post is not { } rendered)
        {
            return new PreviewResult(null, result.Refusal);
        }

        var category = await categories.ReadAsync(text.Category, cancellationToken);
        var at = ZonedTime.Parse(text.PublishAt, site.Settings.Zone) ?? post?.PublishedAt ?? clock.GetUtcNow();
        var card = new PostSummary(
            typed.Title.Length > 0 ? typed.Title : EditTexts.Of(site.UiLanguage).Untitled,
            language,
            address,
            at,
            text.Pinned,
            category.Count > 0 ? category[^1] : null,
            string.Join('/', category.Select(name => Slug.From(name, "category").Value)),
            rendered.ReadingMinutes,
            rendered.Summary
        );
        var preview = new Preview(
            typed.Title,
            language,
            rendered.Body,
            card,
            rendered.WordCount,
            rendered.ReadingMinutes,
            [
                .. rendered
                    .Problems.Where(problem => problem.Kind == RenderProblemKind.Formula)
                    .Select(problem => $"{problem.Source}: {problem.Reason}"),
            ]
        )
        {
            Contents = rendered.Contents,
            Rendered = rendered,
        };
        return new PreviewResult(preview, null);
    }

    /// <summary>The stored rendering, without rendering it again.</summary>
    public static Preview Of(Post post, DateTimeOffset now) =>
        new(
            post.Title,
            post.Language,
            post.BodyHtml,
            new PostSummary(
                post.Title,
                post.Language,
                post.Address,
                post.PublishedAt ?? now,
                post.Pinned,
                post.Category?.Name,
                post.Category?.Path,
                post.ReadingMinutes,
                post.SummaryHtml
            ),
            post.WordCount,
            post.ReadingMinutes,
            []
        );

    private PostAddress AddressOf(PostDraft text, PostContent typed, Post? post)
    {
        var codes = site.Settings.EditionCodes;
        if (
            !string.IsNullOrWhiteSpace(text.Address)
            && PostAddress.TryCreate(text.Address, codes, out var requested, mayBeReserved: post?.Holds(text.Address) == true) is null
        )
        {
            return requested;
        }

        return post?.Address
            ?? (
                PostAddress.TryCreate(planner.Suggest(typed.Title, typed.Language, site.Settings), codes, out var suggested) is null
                    ? suggested
                    : default
            );
    }
}

/// <summary>What both panes of the preview show.</summary>
/// <param name="Language">BCP 47 tag of the text.</param>
/// <param name="Card">The post as the home page will list it.</param>
/// <param name="Words">Its length.</param>
/// <param name="Minutes">Its reading time.</param>
/// <param name="Problems">Formulas that do not parse; what else deserves a look is in the checklist.</param>
public sealed record Preview(
    string Title,
    string Language,
    RenderedHtml Body,
    PostSummary Card,
    int Words,
    int Minutes,
    IReadOnlyList<string> Problems
)
{
    public TableOfContents Contents { get; init; } = TableOfContents.Empty;

    /// <summary>All findings of the rendering; null where nothing was rendered.</summary>
    public RenderedPost? Rendered { get; init; }

    /// <summary>Whether it needs the math font.</summary>
    public bool HasFormulas => Body.HasFormulas || Card.Summary.HasFormulas;
}

/// <summary>A preview, or the limit that the text exceeds.</summary>
public sealed record PreviewResult(Preview? Preview, RenderError? Refusal);
