using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Posts.Files;
using Blog.Portability.Git.Files;
using Blog.Portability.Git.Repository;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>What a commit of the repository means for the blog.</summary>
internal sealed class IncomingPlan(GitClone clone, GitListing listing, IReadOnlyList<GitFile> rows)
{
    /// <summary>Fewer deletions than this never ask.</summary>
    private const int FewDeletions = 10;

    /// <summary>A part of all posts whose deletion asks first.</summary>
    private const double LargePart = 0.3;

    private readonly List<IncomingFile> _unknown = [];

    public GitListing Listing => listing;

    /// <summary>Rows whose file has what it should have.</summary>
    public List<GitFile> Agreed { get; } = [];

    /// <summary>Files that say what their posts say already; both sides have never agreed on them.</summary>
    public List<IncomingFile> Linked { get; } = [];

    /// <summary>Files that posts are to be written from.</summary>
    public List<IncomingFile> Taken { get; } = [];

    /// <summary>Files that cannot be taken: both sides changed the same lines, or they are no posts.</summary>
    public List<IncomingFile> Waiting { get; } = [];

    /// <summary>Files of known posts that are linked to.</summary>
    public Dictionary<string, GitFile> Known { get; } = new(StringComparer.Ordinal);

    /// <summary>Rows of files that the repository no longer has, and that were not found under another path.</summary>
    public IReadOnlyList<GitFile> Gone { get; private set; } = [];

    /// <summary>Whether so much is deleted that the owner has to agree.</summary>
    public bool DeletesMuch
    {
        get
        {
            var posts = rows.Count(row => row is { PostId: not null, Blob: not null });
            var gone = Gone.Count(row => row.PostId is not null && row.Head is not null);
            return gone >= FewDeletions && gone > posts * LargePart;
        }
    }

    /// <summary>Compares the files of a commit with what is known; writes nothing but blobs.</summary>
    /// <param name="renames">New paths by old ones, as git sees it.</param>
    public static async Task<IncomingPlan> MakeAsync(
        BlogDb db,
        GitClone clone,
        GitListing listing,
        IReadOnlyDictionary<string, string> renames,
        CancellationToken cancellationToken
    )
    {
        var rows = await db.GitFiles.AsNoTracking().ToListAsync(cancellationToken);
        var plan = new IncomingPlan(clone, listing, rows);
        var byPath = rows.ToDictionary(row => row.Path, StringComparer.Ordinal);
        foreach (var (path, blob) in listing.Files.Where(file => PostFilePath.IsMarkdown(file.Key)))
        {
            var row = byPath.GetValueOrDefault(path);
            plan.Add(new IncomingFile(path, blob, row, row?.PostId), FileDecisions.Of(row, blob));
        }

        var gone = rows.Where(row => row.Blob is not null && !listing.Files.ContainsKey(row.Path) && !plan.IsLeftOut(row.Path)).ToList();
        var finder = await FilePosts.ReadAsync(db, clone, rows, gone, renames, cancellationToken);
        var found = plan.Find(finder);
        plan.Gone = [.. gone.Where(row => row.PostId is not { } post || !found.Contains(post))];
        return plan;
    }

    private HashSet<int> Find(FilePosts finder)
    {
        var found = new HashSet<int>();
        foreach (var file in _unknown)
        {
            if (finder.Find(file.Path, file.Blob) is var (post, row))
            {
                found.Add(post);
                Add(file with { Row = row, PostId = post }, row is null ? FileDecision.Take : DecisionOfMoved(row, file.Blob));
            }
            else
            {
                (finder.IsNoPost(file.Blob) ? Waiting : Taken).Add(file);
            }
        }

        return found;
    }

    /// <summary>A file under another path is taken even if it is unchanged: its address may follow from the path.</summary>
    private static FileDecision DecisionOfMoved(GitFile row, string blob) =>
        row.Blob is not null && (row.Head == row.Blob || row.Head == blob) ? FileDecision.Take : FileDecision.Merge;

    /// <summary>Whether a file is there and only cannot be taken: that is no deletion.</summary>
    private bool IsLeftOut(string path) =>
        listing.Refused.Any(refused => path == refused.Path || path.StartsWith(refused.Path + "/", StringComparison.Ordinal));

    private void Add(IncomingFile file, FileDecision decision)
    {
        switch (decision)
        {
            case FileDecision.Agree:
                Agreed.Add(file.Row!);
                break;
            case FileDecision.Take:
                Taken.Add(file);
                break;
            case FileDecision.Merge:
                Merge(file);
                break;
            case FileDecision.Find:
                _unknown.Add(file);
                break;
            default:
                if (file.Row is { PostId: not null })
                {
                    Known[file.Path] = file.Row;
                }

                break;
        }
    }

    private void Merge(IncomingFile file)
    {
        if (file.Row is not { Head: { } ours } row || !clone.Has(ours))
        {
            Waiting.Add(file);
        }
        else if (row.Blob is { } start && clone.Has(start))
        {
            var merged = clone.Merge(start, ours, file.Blob);
            (merged is null ? Waiting : Taken).Add(file with { Merged = merged });
        }
        else
        {
            // There is no common base: they have to say the same already.
            (PostText.IsSame(clone.Read(ours)!, clone.Read(file.Blob)!) ? Linked : Waiting).Add(file);
        }
    }
}

/// <summary>A file that the repository has.</summary>
/// <param name="Blob">Its content.</param>
/// <param name="Row">What is known of it, or of the file that it was; null if it is new.</param>
/// <param name="PostId">Row id of the post that it is; null if it is new.</param>
internal sealed record IncomingFile(string Path, string Blob, GitFile? Row, int? PostId)
{
    /// <summary>Id of the blob with the changes of both sides; null if only theirs count.</summary>
    public string? Merged { get; init; }
}
