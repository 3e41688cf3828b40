using Blog.Rendering.FrontMatters;

namespace Blog.Data.Posts.Files;

/// <summary>
/// Who could see a post on the old site: what was not public must not become public. Each tool and theme has fields of its own for this.
/// </summary>
/// <param name="IsDraft">It was not public.</param>
/// <param name="IsHidden">It was at its address only, in no list.</param>
/// <param name="PublicFrom">When it becomes public, where that is later than its date; null otherwise.</param>
internal sealed record PostFileVisibility(bool IsDraft, bool IsHidden, DateTimeOffset? PublicFrom)
{
    private static readonly string[] Secrets = ["password", "passwords", "pwd", "encrypt", "encrypted"];
    private static readonly string[] Switches = ["draft", "private", "isDraft", "headless", "archived"];
    private static readonly string[] Unlisting = ["hidden", "hide", "unlisted", "hideInList", "hidden_in_list"];

    /// <summary>Reads the fields; each one that hides the post adds a warning, so that the report lists it.</summary>
    /// <param name="now">The time of the import; null to ignore dates.</param>
    public static PostFileVisibility Read(PostFileFields fields, TimeZoneInfo zone, DateTimeOffset? now, List<string> warnings)
    {
        var (isDraft, isHidden) = (false, false);
        void Draft(string reason)
        {
            isDraft = true;
            warnings.Add($"was not public ({reason}): imported as a draft");
        }

        foreach (var key in Switches)
        {
            if (fields.Flag(key) is true)
            {
                isDraft = true;
                if (key != "draft")
                {
                    Draft($"{key}: true");
                }
            }
        }

        foreach (var key in new[] { "published", "publish", "public" })
        {
            if (fields.Flag(key) is false)
            {
                Draft($"{key}: false");
            }
        }

        foreach (var key in Secrets)
        {
            if (fields.Has(key) && fields.Flag(key) is not false && fields.Words(key) is not null)
            {
                Draft($"{key}: the blog would show it to everyone");
            }
        }

        foreach (var key in Unlisting)
        {
            isHidden |= fields.Flag(key) is true;
        }

        isHidden |= fields.Flag("listed") is false;
        foreach (var key in new[] { "status", "visibility", "access" })
        {
            switch (fields.Peek(key) is FrontMatterValue.Text text ? text.Value.Trim().ToLowerInvariant() : "")
            {
                case "draft" or "private" or "pending" or "trash" or "trashed" or "deleted" or "auto-draft" or "password" or "protected":
                case "members" or "paid" or "internal" or "hidden" when key != "status":
                    Draft($"{key}: {fields.Words(key)}");
                    break;
                case "unlisted":
                    isHidden = true;
                    fields.Words(key);
                    break;
                case "public" or "publish" or "published":
                    fields.Words(key);
                    break;
            }
        }

        foreach (var key in new[] { "_build", "build" })
        {
            if (fields.Value(key) is FrontMatterValue.Map { Fields: var build })
            {
                if (Says(build, "render", "never", "false", "link"))
                {
                    Draft($"{key}: not rendered");
                }

                isHidden |= Says(build, "list", "never", "false", "local");
            }
        }

        if (Moment(fields, "expiryDate", zone) is { } expiry)
        {
            if (expiry <= now)
            {
                Draft("expiryDate has passed");
            }
            else
            {
                warnings.Add("has an expiryDate, which the blog does not know: it stays public after it");
            }
        }

        return new PostFileVisibility(isDraft, isHidden, Moment(fields, "publishDate", zone) is { } from && from > now ? from : null);
    }

    private static bool Says(FrontMatterMap map, string key, params ReadOnlySpan<string> words) =>
        map.TryGet(key, out var value) && value is FrontMatterValue.Text text && words.Contains(text.Value.Trim().ToLowerInvariant());

    private static DateTimeOffset? Moment(PostFileFields fields, string key, TimeZoneInfo zone) =>
        fields.Peek(key) is FrontMatterValue.Text { Value.Length: > 0 } text && PostFileDate.TryParse(text.Value, zone, out var at, out _)
            ? at
            : null;
}
