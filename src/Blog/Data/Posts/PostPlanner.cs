using Blog.Data.Addresses;
using Blog.Data.Media;
using Blog.Data.Settings;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Rendering.Scripting;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Blog.Data.Posts;

/// <summary>Determines the address and the render context of a post before anything is written.</summary>
public sealed class PostPlanner(BlogDb db, PinyinConverter pinyin, IOptions<DataOptions> options)
{
    private const int MaxExtension = 20;

    /// <summary>Extensions of pages that are no part of a name.</summary>
    private static readonly string[] PageExtensions = [".html", ".htm", ".shtml", ".php", ".asp", ".aspx", ".jsp", ".md"];

    /// <summary>Determines the address and the render context; reads the database, writes nothing.</summary>
    /// <param name="existing">The post to change; null for a new one.</param>
    /// <param name="request">What to write.</param>
    /// <param name="taken">Address keys already taken by plans of the same run; the plan adds its own.</param>
    /// <param name="assumed">Settings that are not saved yet; null for the saved ones.</param>
    public async Task<PostPlan> PlanAsync(
        Post? existing,
        PostRequest request,
        ISet<string>? taken,
        CancellationToken cancellationToken,
        SiteSettings? assumed = null
    )
    {
        if (request.FindTooLong() is { } tooLong)
        {
            return new PostPlan(existing, request, default, "", null, null!) { TooLong = tooLong };
        }

        var settings = assumed ?? await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var wanted = Wanted(existing, request, settings);
        var exists = request.ImportKey is not null || existing?.Holds(wanted) == true;
        var error = PostAddress.TryCreate(wanted, settings.EditionCodes, out var address, mayBeReserved: exists);
        var first = address.Value;
        var isGenerated = request.ImportKey is null && IsGenerated(existing, request);
        for (
            var number = 2;
            error is null
                && (
                    await IsTakenAsync(address, existing?.Id, taken, cancellationToken)
                    || (isGenerated && await RedirectsAsync(address, existing?.Id, cancellationToken))
                );
            number++
        )
        {
            error = PostAddress.TryCreate(Numbered(first, number), settings.EditionCodes, out address, mayBeReserved: exists);
        }

        if (error is not null)
        {
            return new PostPlan(existing, request, default, wanted, error, null!);
        }

        taken?.Add(address.Key);
        var context = await ContextAsync(request.Content, address, settings, cancellationToken);
        return new PostPlan(existing, request, address, wanted, null, context);
    }

    /// <summary>The render context of a stored post.</summary>
    public async Task<RenderContext> ContextOfAsync(Post post, CancellationToken cancellationToken) =>
        await ContextAsync(
            post.ToContent(),
            post.Address,
            await db.Settings.AsNoTracking().SingleAsync(cancellationToken),
            cancellationToken
        );

    /// <summary>The render context of content that may never be stored.</summary>
    public async Task<RenderContext> ContextAsync(
        PostContent content,
        PostAddress address,
        SiteSettings settings,
        CancellationToken cancellationToken
    ) =>
        new()
        {
            Language = content.Language,
            Title = content.Title,
            Description = string.IsNullOrWhiteSpace(content.Description) ? null : content.Description,
            Address = address.Href,
            BasePath = options.Value.BasePath,
            FoldAbove = settings.Display.FoldAbove,
            Notations = settings.Display.Notations,
            Images = await new PostImages(db).OfAsync(content.Markdown, cancellationToken),
            Diagrams = await new DrawnDiagrams(db).OfAsync(MarkdownDiagrams.Find(content.Markdown), cancellationToken),
        };

    /// <summary>Generates the address for a title.</summary>
    /// <param name="title">The title; Chinese is converted to pinyin.</param>
    /// <param name="language">BCP 47 tag of the text.</param>
    public string Suggest(string title, string language, SiteSettings settings) =>
        Pattern(Slug.From(pinyin.Spell(title)), language, settings);

    /// <summary>Generates the address of a translation: the last part of the original's present address.</summary>
    /// <param name="original">Address of the original; imported ones may end in a slash or <c>.html</c>.</param>
    /// <param name="language">BCP 47 tag of the translation.</param>
    public static string SuggestTranslation(PostAddress original, string language, SiteSettings settings)
    {
        var name = original.Key[(original.Key.LastIndexOf('/') + 1)..];
        var extension = PageExtensions.FirstOrDefault(end => name.Length > end.Length && name.EndsWith(end, StringComparison.Ordinal));
        return Pattern(Slug.From(extension is null ? name : name[..^extension.Length]), language, settings);
    }

    /// <summary>Appends a number if another post has the path, or it redirects; returns an invalid path unchanged.</summary>
    public async Task<string> FreeAsync(string path, int? postId, SiteSettings settings, CancellationToken cancellationToken)
    {
        var free = path;
        for (
            var number = 2;
            PostAddress.TryCreate(free, settings.EditionCodes, out var address) is null
                && (await IsTakenAsync(address, postId, cancellationToken) || await RedirectsAsync(address, postId, cancellationToken));
            number++
        )
        {
            free = Numbered(path, number);
        }

        return free;
    }

    /// <summary>Whether another post has the address, compared by its normalized key.</summary>
    public Task<bool> IsTakenAsync(PostAddress address, int? postId, CancellationToken cancellationToken) =>
        IsTakenAsync(address, postId, null, cancellationToken);

    /// <summary>Whether a path is the suggestion itself or the suggestion with a number: <c>/name-2</c> for <c>/name</c>.</summary>
    public static bool IsNumbered(string path, string suggestion) =>
        string.Equals(path, suggestion, StringComparison.Ordinal)
        || (
            path.Length > suggestion.Length + 1
            && path.StartsWith(suggestion + "-", StringComparison.Ordinal)
            && path.AsSpan(suggestion.Length + 1).IndexOfAnyExceptInRange('0', '9') < 0
        );

    /// <summary>Inserts a number before the extension, shortening the path if it would become too long.</summary>
    private static string Numbered(string path, int number)
    {
        var slash = path.EndsWith('/') ? "/" : "";
        var stem = path.TrimEnd('/');
        var dot = stem.LastIndexOf('.');

        // Anything longer is not treated as an extension, and an extension must leave room for the number.
        var end = dot > stem.LastIndexOf('/') && stem.Length - dot <= MaxExtension ? dot : stem.Length;
        var suffix = "-" + number.ToString(CultureInfo.InvariantCulture) + stem[end..] + slash;
        end = Math.Min(end, PostAddress.MaxLength - suffix.Length);
        return stem[..(char.IsHighSurrogate(stem[end - 1]) ? end - 1 : end)] + suffix;
    }

    private static string Pattern(Slug slug, string language, SiteSettings settings)
    {
        var edition = settings.LanguageOf(language);
        return edition == settings.Main ? "/" + slug.Value : $"/{edition.Code}/{slug.Value}";
    }

    private string Wanted(Post? existing, PostRequest request, SiteSettings settings)
    {
        if (!string.IsNullOrWhiteSpace(request.Address))
        {
            return request.Address;
        }

        if (existing is not null && string.IsNullOrWhiteSpace(request.Slug))
        {
            return request.AddressFollowsTitle
                ? Suggest(request.Content.Title, request.Content.Language, settings)
                : existing.Address.Value;
        }

        return string.IsNullOrWhiteSpace(request.Slug)
            ? Suggest(request.Content.Title, request.Content.Language, settings)
            : Pattern(Slug.From(request.Slug), request.Content.Language, settings);
    }

    /// <summary>Whether the address comes from the title or slug, so that another one does as well.</summary>
    private static bool IsGenerated(Post? existing, PostRequest request) =>
        string.IsNullOrWhiteSpace(request.Address)
        && (existing is null || request.AddressFollowsTitle || !string.IsNullOrWhiteSpace(request.Slug));

    /// <summary>
    /// Whether an address redirects to something else than the post. No generated address ends a redirect; but a post that has the address
    /// already keeps it.
    /// </summary>
    private async Task<bool> RedirectsAsync(PostAddress address, int? postId, CancellationToken cancellationToken)
    {
        var (key, id) = (address.Key, postId ?? 0);
        return await db.Redirects.AnyAsync(
            redirect => redirect.PathKey == key && redirect.PostId != id && !db.Posts.Any(post => post.Id == id && post.AddressKey == key),
            cancellationToken
        );
    }

    private async Task<bool> IsTakenAsync(PostAddress address, int? postId, ISet<string>? taken, CancellationToken cancellationToken)
    {
        var key = address.Key;
        var id = postId ?? 0;
        return (taken?.Contains(key) ?? false)
            || await db.Posts.AnyAsync(post => post.AddressKey == key && post.Id != id, cancellationToken)
            || await IsOfFriendsAsync(key, id, cancellationToken);
    }

    /// <summary>Whether the friends page is at an address that the post does not have already.</summary>
    private async Task<bool> IsOfFriendsAsync(string key, int postId, CancellationToken cancellationToken)
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        return settings.Friends.Path is not null
            && settings.EditionCodes.Select(code => "/" + code).Prepend("").Any(root => key == root + "/" + settings.Friends.Path)
            && !await db.Posts.AnyAsync(post => post.AddressKey == key && post.Id == postId, cancellationToken);
    }
}
