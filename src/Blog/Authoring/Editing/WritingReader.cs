using System.Security.Claims;
using Blog.Data;
using Blog.Data.Editing;
using Blog.Site;

namespace Blog.Authoring.Editing;

/// <summary>Reads what was typed as what is meant; what means nothing is said at its field.</summary>
public sealed class WritingReader(CategoryNames categories, Translations translations, StoredWriting stored, PostPlanner planner, SiteContext site, TimeProvider clock)
{
    private static readonly char[] Commas = [',', '，', '、'];

    private EditTexts Words => EditTexts.Of(site.DeskTag);

    /// <summary>Makes a request of a form.</summary>
    /// <param name="form">What was sent.</param>
    /// <param name="act">What its writer wants.</param>
    /// <param name="post">The post with its tags; null for a new one.</param>
    /// <param name="person">Who wants it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<WritingRead> ReadAsync(EditForm form, EditAct act, Post? post, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var (text, faults) = (form.Text, new Dictionary<string, string>(StringComparer.Ordinal));
        var language = site.Settings.Languages.FirstOrDefault(l => string.Equals(l.Tag, text.Language, StringComparison.OrdinalIgnoreCase))?.Tag;
        if (language is null)
        {
            faults["Language"] = Words.UnknownLanguage;
        }

        if (act is not EditAct.Save && string.IsNullOrWhiteSpace(text.Title))
        {
            faults["Title"] = Words.TitleMissing;
        }

        CheckCover(text.Cover, faults);
        await CheckAddressAsync(text.Address, post, faults, cancellationToken);
        var times = Times(text, act, post, faults);
        var group = await GroupAsync(form, post, language ?? "", person, faults, cancellationToken);
        if (faults.Count > 0)
        {
            return new WritingRead(null, faults);
        }

        return new WritingRead(await RequestAsync(form, act, post, language!, group, times, person, cancellationToken), faults);
    }

    /// <summary>The names between the commas of a list of tags. Unchanged, a list means the tags that the post has: one may hold a comma in its name.</summary>
    public static IReadOnlyList<string> Tags(string typed, Post? post) =>
        post is not null && string.Equals(typed, StoredWriting.TagsOf(post), StringComparison.Ordinal)
            ? [.. post.Tags.OrderBy(tag => tag.Id).Select(tag => tag.Name)]
            : typed.Split(Commas, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private async Task<PostRequest> RequestAsync(EditForm form, EditAct act, Post? post, string language, string? group, EditTimes times, ClaimsPrincipal person, CancellationToken cancellationToken)
    {
        var text = form.Text;
        var wasPublic = post is not null && (post.IsPublic(clock.GetUtcNow()) || await stored.WasPublicAsync(post, cancellationToken));
        return new PostRequest
        {
            Text = new PostText
            {
                Kind = text.Kind,
                Language = language,
                Title = text.Title.Trim(),
                Markdown = text.Markdown,
                Description = text.Description,
                Cover = text.Cover,
                Pinned = text.Pinned,
                Hidden = text.Hidden,
                CommentsOpen = text.CommentsOpen,
                Evergreen = text.Evergreen,
                TranslationGroup = group,
                Series = text.Series,
                OtherFields = post?.OtherFields,
            },
            Address = string.IsNullOrWhiteSpace(text.Address) ? null : text.Address,
            AddressFollowsTitle = post is null || await stored.FollowsTitleAsync(post, cancellationToken),
            Category = await categories.ReadAsync(text.Category, cancellationToken),
            Tags = Tags(text.Tags, post),
            PublishAt = times.Public,
            Plan = new PlannedTime(times.Typed),
            UpdatedAt = wasPublic ? clock.GetUtcNow() : null,
            MinorEdit = wasPublic && text.MinorEdit,
            WriterId = person.AuthorId,
            Revision = act == EditAct.Save ? RevisionKind.Save : RevisionKind.Publish,
            DraftKey = form.PageKey,
            Counterpart = form.Text.TranslationOf,
        };
    }

    /// <summary>When it is public by this act, and what was typed.</summary>
    private EditTimes Times(Writing text, EditAct act, Post? post, Dictionary<string, string> faults)
    {
        var now = clock.GetUtcNow();
        var (isPublic, isScheduled, typed) = (post?.IsPublic(now) == true, post?.IsScheduled(now) == true, post?.PublishedAt);
        var unchanged = post is not null && string.Equals(text.PublishAt, stored.PublishAtOf(post), StringComparison.Ordinal);
        if (!unchanged)
        {
            typed = ZonedTime.Parse(text.PublishAt, site.Settings.Zone);
            if (typed is null && !string.IsNullOrWhiteSpace(text.PublishAt))
            {
                faults["PublishAt"] = Words.BadTime;
            }
        }

        var mustWait = act == EditAct.Schedule || (act == EditAct.Save && isScheduled && typed is not null);
        if (isPublic && typed > now)
        {
            faults["PublishAt"] = Words.AlreadyPublic;
        }
        else if ((mustWait && !(typed > now)) || (isPublic && act == EditAct.Schedule))
        {
            faults.TryAdd("PublishAt", isPublic ? Words.AlreadyPublic : Words.TimeMustBeAhead);
        }

        return new EditTimes(typed, act switch
        {
            EditAct.Schedule => typed,
            EditAct.Publish => isScheduled && unchanged ? now : typed ?? (isPublic ? post!.PublishedAt : now),
            _ => isScheduled ? typed ?? post!.PublishedAt : null,
        });
    }

    private async Task CheckAddressAsync(string typed, Post? post, Dictionary<string, string> faults, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return;
        }

        if (PostAddress.TryCreate(typed, site.Settings.EditionCodes, out var address, mayBeReserved: post?.Holds(typed) == true) is { } fault)
        {
            faults["Address"] = Words.AddressFault(fault);
        }
        else if (await planner.IsTakenAsync(address, post?.Id, cancellationToken))
        {
            faults["Address"] = Words.AddressTaken(address.Value);
        }
    }

    private void CheckCover(string typed, Dictionary<string, string> faults)
    {
        var cover = typed.Trim();
        var local = cover.StartsWith('/') && !cover.StartsWith("//", StringComparison.Ordinal) && !cover.Contains('\\', StringComparison.Ordinal);
        if (cover.Length > 0 && !local && !(Uri.TryCreate(cover, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)))
        {
            faults["Cover"] = Words.BadCover;
        }
    }

    private async Task<string?> GroupAsync(EditForm form, Post? post, string language, ClaimsPrincipal person, Dictionary<string, string> faults, CancellationToken cancellationToken)
    {
        if (post is not null && form.Seen is { } seen && seen.Translation == form.Text.TranslationOf)
        {
            return post.TranslationGroup;   // as it was shown: somebody may have paired it meanwhile
        }

        if (form.Text.TranslationOf is not { } wished)
        {
            return null;
        }

        var group = await translations.GroupAsync(person, wished, language, post?.Id, cancellationToken);
        if (group is null)
        {
            faults["TranslationOf"] = Words.NoPair;
        }

        return group;
    }
}

/// <summary>What a form means, or what is wrong in it.</summary>
/// <param name="Request">Null where something is wrong.</param>
/// <param name="Faults">Words by field.</param>
public sealed record WritingRead(PostRequest? Request, IReadOnlyDictionary<string, string> Faults);

/// <summary>Times of a form.</summary>
/// <param name="Typed">What was typed; null for none.</param>
/// <param name="Public">From when on readers see it; null for a draft.</param>
internal sealed record EditTimes(DateTimeOffset? Typed, DateTimeOffset? Public);

/// <summary>What the buttons of the editor do.</summary>
public enum EditAct
{
    /// <summary>A draft takes the text; of a live post it is kept beside.</summary>
    Save,

    /// <summary>Readers get it, from now on or from the typed time.</summary>
    Publish,

    /// <summary>Readers get it at the typed time.</summary>
    Schedule,

    /// <summary>A draft again, out of the public or of the trash.</summary>
    Unpublish,

    /// <summary>Into the trash.</summary>
    Trash,

    /// <summary>Shows what it will look like, and writes nothing.</summary>
    Preview,
}
