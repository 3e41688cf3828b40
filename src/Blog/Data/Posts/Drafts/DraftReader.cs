using Blog.Data.Addresses;
using Blog.Data.Settings;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>Reads what was typed as what is meant; what means nothing is an error of its field.</summary>
public sealed class DraftReader(
    BlogDb db,
    CategoryNames categories,
    Translations translations,
    DraftLoader drafts,
    PostPlanner planner,
    TimeProvider clock
)
{
    /// <summary>Makes a request of a form.</summary>
    /// <param name="form">What was sent.</param>
    /// <param name="mode">What its writer wants.</param>
    /// <param name="post">The post with its tags; null for a new one.</param>
    /// <param name="actor">Who wants it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The request; null where something is wrong, which the errors then say.</returns>
    public async Task<(PostRequest? Request, IReadOnlyList<FieldError> Errors)> ReadAsync(
        DraftForm form,
        SaveMode mode,
        Post? post,
        Actor actor,
        CancellationToken cancellationToken
    )
    {
        var (draft, errors) = (form.Draft, new Dictionary<string, FieldError>(StringComparer.Ordinal));
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var language = settings
            .Languages.FirstOrDefault(known => string.Equals(known.Tag, draft.Language, StringComparison.OrdinalIgnoreCase))
            ?.Tag;
        if (language is null)
        {
            Say(errors, nameof(PostDraft.Language), DraftError.UnknownLanguage);
        }

        if (mode is not SaveMode.Save && string.IsNullOrWhiteSpace(draft.Title))
        {
            Say(errors, nameof(PostDraft.Title), DraftError.TitleMissing);
        }

        if (!IsCover(draft.Cover.Trim()))
        {
            Say(errors, nameof(PostDraft.Cover), DraftError.InvalidCover);
        }

        await CheckAddressAsync(draft.Address, post, settings, errors, cancellationToken);
        var (typed, publishAt) = Times(draft, mode, post, settings, errors);
        var group = await GroupAsync(form, post, language ?? "", actor, errors, cancellationToken);
        if (errors.Count > 0)
        {
            return (null, [.. errors.Values]);
        }

        var wasPublic = post is not null && (post.IsPublic(clock.GetUtcNow()) || await drafts.WasPublicAsync(post, cancellationToken));
        return (
            new PostRequest
            {
                Content = draft with { Language = language! },
                TranslationGroup = group,
                OtherFields = post?.OtherFields,
                Address = string.IsNullOrWhiteSpace(draft.Address) ? null : draft.Address,
                AddressFollowsTitle = post is null || await drafts.FollowsTitleAsync(post, cancellationToken),
                Category = await categories.ReadAsync(draft.Category, cancellationToken),
                Tags = DraftLoader.ReadTags(draft.Tags, post),
                PublishAt = publishAt,
                Plan = new PlannedTime(typed),
                UpdatedAt = wasPublic ? clock.GetUtcNow() : null,
                MinorEdit = wasPublic && draft.MinorEdit,
                WriterId = actor.AuthorId,
                Revision = mode == SaveMode.Save ? RevisionKind.Save : RevisionKind.Publish,
                DraftKey = form.DraftKey,
                Counterpart = draft.TranslationOf,
            },
            []
        );
    }

    private static void Say(Dictionary<string, FieldError> errors, string field, DraftError error) =>
        errors[field] = new FieldError(field, error);

    /// <summary>What was typed as the time, and when it is public by this act: null for a draft.</summary>
    private (DateTimeOffset? Typed, DateTimeOffset? PublishAt) Times(
        PostDraft draft,
        SaveMode mode,
        Post? post,
        SiteSettings settings,
        Dictionary<string, FieldError> errors
    )
    {
        var now = clock.GetUtcNow();
        var (isPublic, isScheduled, typed) = (post?.IsPublic(now) == true, post?.IsScheduled(now) == true, post?.PublishedAt);
        var unchanged =
            post is not null && string.Equals(draft.PublishAt, DraftLoader.PublishAtOf(post, settings), StringComparison.Ordinal);
        if (!unchanged)
        {
            typed = ZonedTime.Parse(draft.PublishAt, settings.Zone);
            if (typed is null && !string.IsNullOrWhiteSpace(draft.PublishAt))
            {
                Say(errors, nameof(PostDraft.PublishAt), DraftError.InvalidTime);
            }
        }

        var mustWait = mode == SaveMode.Schedule || (mode == SaveMode.Save && isScheduled && typed is not null);
        if (isPublic && typed > now)
        {
            Say(errors, nameof(PostDraft.PublishAt), DraftError.AlreadyPublic);
        }
        else if ((mustWait && !(typed > now)) || (isPublic && mode == SaveMode.Schedule))
        {
            errors.TryAdd(
                nameof(PostDraft.PublishAt),
                new FieldError(nameof(PostDraft.PublishAt), isPublic ? DraftError.AlreadyPublic : DraftError.TimeMustBeAhead)
            );
        }

        return (
            typed,
            mode switch
            {
                SaveMode.Schedule => typed,
                SaveMode.Publish => isScheduled && unchanged ? now : typed ?? (isPublic ? post!.PublishedAt : now),
                _ => isScheduled ? typed ?? post!.PublishedAt : null,
            }
        );
    }

    private async Task CheckAddressAsync(
        string typed,
        Post? post,
        SiteSettings settings,
        Dictionary<string, FieldError> errors,
        CancellationToken cancellationToken
    )
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return;
        }

        if (PostAddress.TryCreate(typed, settings.EditionCodes, out var address, mayBeReserved: post?.Holds(typed) == true) is { } fault)
        {
            errors[nameof(PostDraft.Address)] = FieldError.Of(fault);
        }
        else if (await planner.IsTakenAsync(address, post?.Id, cancellationToken))
        {
            errors[nameof(PostDraft.Address)] = new FieldError(nameof(PostDraft.Address), DraftError.AddressTaken)
            {
                Address = address.Value,
            };
        }
    }

    private static bool IsCover(string cover)
    {
        var local =
            cover.StartsWith('/') && !cover.StartsWith("//", StringComparison.Ordinal) && !cover.Contains('\\', StringComparison.Ordinal);
        return cover.Length == 0
            || local
            || (
                Uri.TryCreate(cover, UriKind.Absolute, out var url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp)
            );
    }

    private async Task<string?> GroupAsync(
        DraftForm form,
        Post? post,
        string language,
        Actor actor,
        Dictionary<string, FieldError> errors,
        CancellationToken cancellationToken
    )
    {
        if (post is not null && form.Seen is { } seen && seen.Translation == form.Draft.TranslationOf)
        {
            return post.TranslationGroup; // as it was shown: somebody may have paired it meanwhile
        }

        if (form.Draft.TranslationOf is not { } wished)
        {
            return null;
        }

        var group = await translations.GroupAsync(actor, wished, language, post?.Id, cancellationToken);
        if (group is null)
        {
            Say(errors, nameof(PostDraft.TranslationOf), DraftError.NoPair);
        }

        return group;
    }
}

/// <summary>What a writer wants with a draft.</summary>
public enum SaveMode
{
    /// <summary>A draft takes the text; of a live post it is kept beside.</summary>
    Save,

    /// <summary>Readers get it, from now on or from the typed time.</summary>
    Publish,

    /// <summary>Readers get it at the typed time.</summary>
    Schedule,
}

/// <summary>Why a draft cannot be saved as it was typed.</summary>
public enum DraftError
{
    /// <summary>The site has no such language.</summary>
    UnknownLanguage,

    /// <summary>What is published needs a title.</summary>
    TitleMissing,

    /// <summary>Neither a path of this site nor an address of the web.</summary>
    InvalidCover,

    /// <summary>No address: <see cref="FieldError.Fault"/> says why.</summary>
    InvalidAddress,

    /// <summary>Another post answers at <see cref="FieldError.Address"/>.</summary>
    AddressTaken,

    InvalidTime,

    /// <summary>What is public cannot be put off.</summary>
    AlreadyPublic,

    /// <summary>What is scheduled needs a time to come.</summary>
    TimeMustBeAhead,

    /// <summary>The two posts cannot be translations of each other.</summary>
    NoPair,

    /// <summary>Longer than <see cref="FieldError.Limit"/>.</summary>
    TooLong,

    /// <summary>The text breaks a limit of the renderer: <see cref="FieldError.Refusal"/> says which.</summary>
    Refused,
}

/// <summary>Something wrong in a field of a draft.</summary>
/// <param name="Field">Its name in forms; empty where no field can mend it.</param>
/// <param name="Error">What is wrong.</param>
public sealed record FieldError(string Field, DraftError Error)
{
    /// <summary>Why a text is no address.</summary>
    public AddressError? Fault { get; init; }

    /// <summary>The decoded path that is taken.</summary>
    public string? Address { get; init; }

    /// <summary>The longest it may be.</summary>
    public int Limit { get; init; }

    /// <summary>The limit that the text breaks.</summary>
    public RenderError? Refusal { get; init; }

    internal static FieldError Of(AddressError fault) => new(nameof(PostDraft.Address), DraftError.InvalidAddress) { Fault = fault };

    internal static FieldError Of(TooLong tooLong) =>
        new(PostDraft.Fields.Any(field => field.Name == tooLong.Field) ? tooLong.Field : "", DraftError.TooLong) { Limit = tooLong.Limit };

    internal static FieldError Of(RenderError refusal) => new(nameof(PostDraft.Markdown), DraftError.Refused) { Refusal = refusal };
}
