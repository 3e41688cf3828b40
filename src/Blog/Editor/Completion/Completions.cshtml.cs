using Blog.Data;
using Blog.Data.Media.Library;
using Blog.Data.Snippets;
using Blog.Data.Suggestions;
using Blog.Site;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;

namespace Blog.Editor.Completion;

/// <summary>What the editor's script offers while an author types, as JSON, for each kind of thing.</summary>
[Authorize(Policy = Access.Author)]
public sealed class CompletionsModel(SiteContext site) : PageModel, IPage
{
    /// <summary>Path of the page, without the base path.</summary>
    public const string Path = "/admin/completions";

    private const int Shown = 12;
    private const int PicturesPerPage = 24;

    public PageHead Head => PageHead.ForAdmin("", Path); // nobody sees it

    /// <summary>What was typed.</summary>
    [FromQuery(Name = "text")]
    public string? Text { get; set; }

    private string Typed => TextLengths.Cut((Text ?? "").Trim(), TextLengths.Name);

    private CompletionTexts Words => CompletionTexts.Of(site.UiLanguage);

    /// <summary>There is no page of this address, only its handlers.</summary>
    public IActionResult OnGet() => NotFound();

    /// <summary>Posts to link to.</summary>
    /// <param name="post">Row id of the post that is being written; null for a new one.</param>
    public async Task<IActionResult> OnGetPostsAsync(
        [FromQuery] int? post,
        [FromServices] PostSuggestions posts,
        CancellationToken cancellationToken
    ) =>
        new JsonResult(
            (await posts.FindAsync(Typed, User.Actor, post, cancellationToken)).Select(found => new
            {
                label = found.Title.Length > 0 ? found.Title : Words.Untitled,
                detail = found.Address,
                mark = found.IsPublic ? null
                : found.IsScheduled ? Words.Scheduled
                : Words.Draft,
                title = found.Label,
                href = found.Href,
            })
        );

    /// <summary>Names of tags.</summary>
    public async Task<IActionResult> OnGetTagsAsync(
        [FromServices] KnownNames names,
        [FromServices] PinyinNames pinyin,
        CancellationToken cancellationToken
    ) => Offer(await names.TagsAsync(User.Actor, cancellationToken), pinyin);

    /// <summary>Categories as they are typed.</summary>
    public async Task<IActionResult> OnGetCategoriesAsync(
        [FromServices] KnownNames names,
        [FromServices] PinyinNames pinyin,
        CancellationToken cancellationToken
    ) => Offer(await names.CategoriesAsync(User.Actor, cancellationToken), pinyin);

    /// <summary>Titles of series.</summary>
    public async Task<IActionResult> OnGetSeriesAsync(
        [FromServices] KnownNames names,
        [FromServices] PinyinNames pinyin,
        CancellationToken cancellationToken
    ) => Offer(await names.SeriesAsync(User.Actor, cancellationToken), pinyin);

    /// <summary>Languages of code blocks.</summary>
    public IActionResult OnGetLanguages() =>
        new JsonResult(LanguageSuggestions.Find(Typed).Select(language => new { label = language.Id, detail = language.Label }));

    /// <summary>The author's own snippets and templates.</summary>
    public async Task<IActionResult> OnGetSnippetsAsync(
        [FromServices] SnippetEditor snippets,
        [FromServices] PinyinNames pinyin,
        CancellationToken cancellationToken
    )
    {
        var own = await snippets.AllAsync(User.AuthorId, cancellationToken);
        return new JsonResult(
            Best(own.Where(snippet => snippet.Markdown.Length > 0), snippet => snippet.Name, pinyin)
                .Select(snippet => new
                {
                    label = snippet.Name,
                    detail = TextLengths.Shorten(snippet.Markdown.Trim().Split('\n')[0], 60),
                    markdown = snippet.Markdown,
                })
        );
    }

    /// <summary>Images of the media library.</summary>
    /// <param name="number">Page, from 1.</param>
    public async Task<IActionResult> OnGetPicturesAsync(
        [FromQuery] int number,
        [FromServices] BlogDb db,
        CancellationToken cancellationToken
    )
    {
        var files = await db
            .Media.AsNoTracking()
            .Pictures()
            .Mentioning(Typed.Length > 0 ? Typed : null)
            .NewestFirst()
            .Skip((Math.Clamp(number, 1, 10_000) - 1) * PicturesPerPage)
            .Take(PicturesPerPage + 1)
            .ToListAsync(cancellationToken);
        return new JsonResult(
            new
            {
                more = files.Count > PicturesPerPage,
                pictures = files
                    .Take(PicturesPerPage)
                    .Select(file => new
                    {
                        id = file.Id,
                        name = file.Name,
                        alt = file.Alt,
                        path = file.Path,
                        thumbnail = site.Local(file.Thumbnail),
                        markdown = file.ToMarkdown(),
                    }),
            }
        );
    }

    private JsonResult Offer(IReadOnlyList<KnownName> known, PinyinNames pinyin) =>
        new(Best(known, name => name.Name, pinyin).Select(name => new { label = name.Name, detail = Words.Posts(name.Count) }));

    /// <summary>Those whose names fit what was typed, best first.</summary>
    private IEnumerable<T> Best<T>(IEnumerable<T> all, Func<T, string> nameOf, PinyinNames pinyin)
    {
        var rows = all.ToList();
        if (Typed.Length > 0 && NameMatch.IsSpelling(Typed))
        {
            pinyin.Spell(rows.Select(nameOf));
        }

        return rows.Select(row => (Row: row, Rank: NameMatch.Rank(Typed, nameOf(row), pinyin.WordsOf(nameOf(row)))))
            .Where(found => found.Rank is not null)
            .OrderBy(found => found.Rank)
            .Select(found => found.Row)
            .Take(Shown);
    }
}
