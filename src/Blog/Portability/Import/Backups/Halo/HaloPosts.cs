using System.Text.Json;
using Blog.Data.Comments;
using Blog.Portability.Import.Comments;
using Blog.Portability.Import.Comments.Systems;

namespace Blog.Portability.Import.Backups.Halo;

/// <summary>Turns what a backup holds into posts, pages, counts and comments.</summary>
/// <param name="root">The path under which the site was published; empty for the root of its host.</param>
internal sealed class HaloPosts(HaloIndex index, string root, PostFolder folder)
{
    public void AddAll()
    {
        foreach (var (name, post) in index.Posts)
        {
            Add(name, post, isPage: false);
        }

        foreach (var (name, page) in index.Pages)
        {
            Add(name, page, isPage: true);
        }
    }

    /// <summary>Takes a comment or an answer to one.</summary>
    public void AddComment(string plural, string id, JsonElement? data)
    {
        if (
            plural is not ("comments" or "replies")
            || data is not { } one
            || HaloIndex.Part(one, "metadata").Text("deletionTimestamp") is not null
        )
        {
            return;
        }

        var spec = HaloIndex.Spec(one);
        var (owner, subject) = (HaloIndex.Part(spec, "owner"), HaloIndex.Part(spec, "subjectRef"));
        var isReply = plural == "replies";
        if (isReply)
        {
            subject = spec.Text("commentName") is { } thread && _subjects.TryGetValue(thread, out var found) ? found : default;
        }
        else
        {
            _subjects[id] = subject;
        }

        var comment = new SourceComment(id)
        {
            Parent = isReply ? spec.Text("quoteReply") ?? spec.Text("commentName") : null,
            Root = isReply ? spec.Text("commentName") : null,
            Name = owner.Text("displayName"),
            Email = owner.Text("kind") == "Email" ? owner.Text("name") : null,
            Website = HaloIndex.Part(owner, "annotations").Text("website"),
            Ip = spec.Text("ipAddress"),
            Text = spec.Text("content") ?? spec.Text("raw") ?? "",
            Format = CommentFormat.Html,
            State = spec.Flag("approved") && !spec.Flag("hidden") ? CommentState.Approved : CommentState.Waiting,
            At = DateOf(spec.Text("creationTime")) ?? DateOf(HaloIndex.Part(one, "metadata").Text("creationTimestamp")),
            ByAuthor = owner.Text("kind") == "User",
            Pinned = spec.Flag("top"),
        };
        if (isReply && subject.ValueKind != JsonValueKind.Object)
        {
            _waiting.Add(comment);
        }
        else
        {
            Hand(comment, subject);
        }
    }

    private readonly Dictionary<string, JsonElement> _subjects = new(StringComparer.Ordinal);
    private readonly List<SourceComment> _waiting = [];

    /// <summary>Hands over the answers that came before what they answer.</summary>
    public void End()
    {
        foreach (var comment in _waiting)
        {
            Hand(comment, comment.Root is { } thread && _subjects.TryGetValue(thread, out var subject) ? subject : default);
        }
    }

    private void Hand(SourceComment comment, JsonElement subject)
    {
        var (name, isPage) = (subject.Text("name") ?? "", subject.Text("kind") == "SinglePage");
        var isKnown = (isPage ? index.Pages : index.Posts).ContainsKey(name);
        folder.Add(
            comment with
            {
                PostKey = isKnown ? PostFolder.FileOf(PostFolder.IdOf(name), isPage) : null,
                Page = isKnown ? null : "/" + name,
            }
        );
    }

    private void Add(string name, JsonElement post, bool isPage)
    {
        var (spec, id) = (HaloIndex.Spec(post), PostFolder.IdOf(name));
        var title = spec.Text("title") ?? name;
        var isPublished =
            spec.Flag("publish")
            && HaloIndex.Part(HaloIndex.Part(post, "metadata"), "labels").Text("content.halo.run/published") is null or "true";
        var snapshot = isPublished ? spec.Text("releaseSnapshot") ?? spec.Text("headSnapshot") : spec.Text("headSnapshot");
        if (TextOf(spec.Text("baseSnapshot"), snapshot) is not { } text)
        {
            folder.Refuse(title, "its text is missing");
            return;
        }

        var categories = HaloIndex.List(spec, "categories").Where(index.Categories.ContainsKey).ToList();
        var hidden =
            spec.Flag("deleted") ? "status: trash"
            : !isPublished ? "status: draft"
            : spec.Text("visible") is { } visible and not "PUBLIC" ? $"visibility: {visible.ToLowerInvariant()}"
            : null;
        folder.Add(
            new BackupPost(id)
            {
                Title = title,
                Markdown = text.Markdown,
                Original = text.Original,
                Limit = text.Limit,
                Doubt = text.IsOld ? HaloText.IsDamaged : null,
                IsPage = isPage,
                NotPublic = hidden,
                IsHidden = categories.Exists(category => HaloIndex.Spec(index.Categories[category]).Flag("hideFromList")),
                Date = DateOf(spec.Text("publishTime")) ?? DateOf(HaloIndex.Part(post, "metadata").Text("creationTimestamp")),
                Updated = DateOf(HaloIndex.Part(post, "status").Text("lastModifyTime")),
                Slug = spec.Text("slug") ?? "",
                Categories = [.. categories.Select(index.NamesOf)],
                Tags =
                [
                    .. HaloIndex
                        .List(spec, "tags")
                        .Where(index.Tags.ContainsKey)
                        .Select(tag => HaloIndex.Spec(index.Tags[tag]).Text("displayName") ?? tag),
                ],
                Author = spec.Text("owner") is { } owner ? index.Users.GetValueOrDefault(owner) : null,
                Description = HaloIndex.Part(spec, "excerpt") is var excerpt && !excerpt.Flag("autoGenerate") ? excerpt.Text("raw") : null,
                Cover = spec.Text("cover"),
                IsPinned = spec.Flag("pinned"),
                CommentsOpen = spec.Text("allowComment") != "false",
                Addresses = hidden is null && HaloSite.PathOf(post, root) is { } address ? [address] : [],
                Warnings =
                    isPublished && spec.Text("headSnapshot") is { } head && head != snapshot
                        ? ["has edits that were not published: only the published text was imported"]
                        : [],
            },
            root
        );
        if (index.Counters.TryGetValue($"{(isPage ? "singlepages" : "posts")}.content.halo.run/{name}", out var counter))
        {
            folder.Add(
                new SourceCount
                {
                    PostKey = PostFolder.FileOf(id, isPage),
                    Views = counter.Number("visit"),
                    Reactions = counter.Number("upvote"),
                }
            );
        }
    }

    /// <summary>
    /// The Markdown that was written, or that of the HTML where an editor kept only that. Where changes do not fit, the text that they are
    /// against is better than none.
    /// </summary>
    private HaloText? TextOf(string? baseName, string? name)
    {
        if (name is null || !index.Snapshots.TryGetValue(name, out var snapshot))
        {
            return null;
        }

        var (text, isOld) = ((snapshot.IsReadable ? snapshot.Raw : snapshot.Content).Read(), false);
        if (baseName is not null && baseName != name)
        {
            if (!index.Snapshots.TryGetValue(baseName, out var first))
            {
                return null;
            }

            var whole = (snapshot.IsReadable ? first.Raw : first.Content).Read();
            var changed = LineChanges.Apply(whole, text);
            (text, isOld) = (changed ?? whole, changed is null);
        }

        return HaloText.Of(text, snapshot.IsMarkdown) with
        {
            IsOld = isOld,
        };
    }

    private static DateTimeOffset? DateOf(string? written) => JsonFields.MomentOf(written, TimeZoneInfo.Utc, new SourceBundle());
}
