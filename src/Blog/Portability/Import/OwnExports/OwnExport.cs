using Blog.Data;
using Blog.Data.Friends;
using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Data.Posts.Files;
using Blog.Data.Snippets;
using Blog.Portability.Export;
using Blog.Portability.Import.Sources;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Import.OwnExports;

/// <summary>
/// An export of this program that is imported: it comes back as it went out. Its files are posts like any other; what they cannot say is in
/// its data files.
/// </summary>
internal sealed class OwnExport
{
    private readonly ExportFiles _files;
    private readonly Dictionary<string, ExportedPost> _posts;
    private readonly HashSet<string> _media = new(StringComparer.Ordinal);
    private readonly List<string> _notes = [];

    private OwnExport(string root)
    {
        _files = new ExportFiles(root);
        _posts = _files
            .Rows<ExportedPost>(ExportNames.PostData)
            .Where(post => post is { Path: not null, Author: not null, FeedId: { } id } && id.StartsWith("tag:", StringComparison.Ordinal))
            .Where(post => post.FeedId.Length <= TextLengths.Path && !post.FeedId.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
            .DistinctBy(post => post.FeedId, StringComparer.Ordinal)
            .DistinctBy(post => post.Path, StringComparer.Ordinal)
            .ToDictionary(post => post.Path, StringComparer.Ordinal);
    }

    /// <summary>Notes for the report.</summary>
    public IReadOnlyList<string> Notes => [.. _notes, .. _files.Notes];

    /// <summary>The export in a folder; null if it is none.</summary>
    public static OwnExport? Of(SourceFolder folder) => folder.Tool == SiteGenerator.Blog ? new OwnExport(folder.SiteRoot) : null;

    /// <summary>What the export says of a post besides its file; null if nothing.</summary>
    /// <param name="file">Path of its file.</param>
    public ExportedPost? Find(string file) => _posts.GetValueOrDefault(file);

    /// <summary>A post as it was: its text is taken as it stands.</summary>
    public PostFile Adapt(string file, PostFile post) => post with { IsVerbatim = true, Author = Find(file)?.Author ?? post.Author };

    /// <summary>The file of an image that did not come back as it was; null for any other address.</summary>
    /// <param name="url">As written.</param>
    public FoundFile? FindImage(string url) =>
        MediaFile.IdIn(url) is { } id
        && !_media.Contains(id)
        && url.StartsWith('/')
        && _files.Find(ExportNames.OfMedia(Uri.UnescapeDataString(url))) is { } path
            ? new FoundFile(path, null)
            : null;

    /// <summary>Takes in what the posts build on: settings on a blog that nobody has begun, authors, tags, categories, images.</summary>
    public async Task BeginAsync(IServiceProvider services, bool isDryRun, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        var ids = _posts.Values.Select(post => post.FeedId).ToHashSet(StringComparer.Ordinal);
        var taken = await db.Posts.Select(post => post.FeedId).ToListAsync(cancellationToken);
        ids.IntersectWith(taken);
        foreach (var post in _posts.Values.Where(post => ids.Contains(post.FeedId)).ToList())
        {
            _posts.Remove(post.Path); // it is here already, and stays what it is
        }

        if (isDryRun)
        {
            // As if they were all as they should be: looking at each would take as long as the import.
            var rows = _files.Rows<ExportedMedia>(ExportNames.Media).Where(row => row.Path is not null);
            _media.UnionWith(rows.Select(row => MediaFile.IdIn(row.Path)).OfType<string>());
            return;
        }

        await new ExportedBasics(db, _files, services.GetRequiredService<TimeProvider>()).TakeAsync(_notes, cancellationToken);
        await new ExportedImages(
            db,
            services.GetRequiredService<MediaStore>(),
            services.GetRequiredService<MediaLibrary>(),
            _files
        ).TakeAsync(_media, _notes, cancellationToken);
        await new ExportedSnippets(db, services.GetRequiredService<SnippetEditor>(), _files).TakeAsync(cancellationToken);
        await new ExportedFriends(db, services.GetRequiredService<FriendEditor>(), _files).TakeAsync(cancellationToken);
    }

    /// <summary>Takes in what leads to the posts: redirects, comments and counts.</summary>
    /// <returns>How many comments are new here, how many were known, and the number of pages with a count.</returns>
    public async Task<(int Added, int Known, int Counted)> EndAsync(
        IServiceProvider services,
        int? runId,
        bool isDryRun,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (isDryRun)
        {
            return default;
        }

        var db = services.GetRequiredService<BlogDb>();
        await new ExportedRedirects(db, _files, now).TakeAsync(runId, _notes, cancellationToken);
        return await new ExportedComments(services, _files).TakeAsync(runId, cancellationToken);
    }
}
