using Blog.Data.Addresses;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Posts.Drafts;

/// <summary>Validates a submitted form and converts it to a <see cref="PostRequest"/>; invalid input is reported per field.</summary>
public sealed class DraftReader(
    BlogDb db,
    CategoryNames categories,
    Translations translations,
    DraftLoader drafts,
    PostPlanner planner,
    RedirectClaims redirects,
    TimeProvider clock
)
{
    /// <summary>Converts a form to a request.</summary>
    /// <param name="form">The submitted form.</param>
    /// <param name="mode">Whether to save, publish or schedule.</param>
    /// <param name="post">The post with its tags loaded; null for a new one.</param>
    /// <param name="actor">Who is saving.</param>
    /// <returns>The request, or null together with the errors.</returns>
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

        var redirect = await CheckAddressAsync(form, post, settings, actor, errors, cancellationToken);
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
                Sequence = form.Sequence ?? 0,
                Counterpart = draft.TranslationOf,
                EndsRedirect = redirect?.RedirectId,
            },
            []
        );
    }

    private static void Say(Dictionary<string, FieldError> errors, string field, DraftError error) =>
        errors[field] = new FieldError(field, error);

    /// <summary>The typed time, and the time from which this save makes the post public; null for a draft.</summary>
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

    /// <summary>Checks the typed address.</summary>
    /// <returns>The redirect that the post ends, with its author's knowledge, once it is public at the address; null if there is
    /// none.</returns>
    private async Task<RedirectClaim?> CheckAddressAsync(
        DraftForm form,
        Post? post,
        SiteSettings settings,
        Actor actor,
        Dictionary<string, FieldError> errors,
        CancellationToken cancellationToken
    )
    {
        var typed = form.Draft.Address;
        if (string.IsNullOrWhiteSpace(typed))
        {
            return post is null ? null : await redirects.FindAsync(post.Address, post.Id, actor, cancellationToken);
        }

        if (PostAddress.TryCreate(typed, settings.EditionCodes, out var address, mayBeReserved: post?.Holds(typed) == true) is { } error)
        {
            errors[nameof(PostDraft.Address)] = FieldError.Of(error);
            return null;
        }

        if (await planner.IsTakenAsync(address, post?.Id, cancellationToken))
        {
            errors[nameof(PostDraft.Address)] = new FieldError(nameof(PostDraft.Address), DraftError.AddressTaken)
            {
                Address = address.Value,
            };
            return null;
        }

        var redirect = await redirects.FindAsync(address, post?.Id, actor, cancellationToken);
        if (redirect is { IsHeld: false } && !redirect.IsConfirmedBy(form.TakeOver))
        {
            errors[nameof(PostDraft.Address)] = new FieldError(nameof(PostDraft.Address), DraftError.AddressRedirects)
            {
                Address = address.Value,
                Redirect = redirect,
            };
        }

        return redirect;
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
            return post.TranslationGroup; // unchanged in the form: keep the current group, which may have been set in the meantime
        }

        if (form.Draft.TranslationOf is not { } counterpartId)
        {
            return null;
        }

        var group = await translations.GroupAsync(actor, counterpartId, language, post?.Id, cancellationToken);
        if (group is null)
        {
            Say(errors, nameof(PostDraft.TranslationOf), DraftError.NoPair);
        }

        return group;
    }
}
