using Blog.Data.Addresses;
using Blog.Data.Comments;
using Blog.Data.Friends;
using Blog.Data.Git;
using Blog.Data.Mapping;
using Blog.Data.Media;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Posts.Imports;
using Blog.Data.Redirects;
using Blog.Data.Replication;
using Blog.Data.Security;
using Blog.Data.Settings;
using Blog.Data.Snippets;
using Blog.Rendering.Output;
using Blog.Storage.Database;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

/// <summary>
/// The database context. Every write goes through <see cref="SaveChangesAsync(bool, CancellationToken)"/> and therefore the write gate.
/// </summary>
public sealed class BlogDb : IdentityUserContext<Account, int>
{
    private readonly WriteGate _gate;

    public BlogDb(DbContextOptions<BlogDb> options, WriteGate gate)
        : base(options)
    {
        _gate = gate;

        // EF would use no transaction for a single statement, but the search index is updated before the commit.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;
    }

    /// <summary>Posts and pages in every state; public queries begin with <see cref="PostQueries.Published"/>.</summary>
    public DbSet<Post> Posts => Set<Post>();

    public DbSet<Tag> Tags => Set<Tag>();

    public DbSet<Category> Categories => Set<Category>();

    public DbSet<Author> Authors => Set<Author>();

    public DbSet<Redirect> Redirects => Set<Redirect>();

    public DbSet<Revision> Revisions => Set<Revision>();

    /// <summary>Edits not yet saved or published.</summary>
    public DbSet<PendingEdit> PendingEdits => Set<PendingEdit>();

    /// <summary>Links for readers without an account.</summary>
    public DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();

    public DbSet<MissingPath> MissingPaths => Set<MissingPath>();

    public DbSet<MediaFile> Media => Set<MediaFile>();

    /// <summary>Which posts use which images.</summary>
    public DbSet<PostMedia> PostMedia => Set<PostMedia>();

    public DbSet<PostLink> PostLinks => Set<PostLink>();

    public DbSet<Series> Series => Set<Series>();

    /// <summary>Which posts were copied for which platforms.</summary>
    public DbSet<PostCopy> PostCopies => Set<PostCopy>();

    public DbSet<Diagram> Diagrams => Set<Diagram>();

    public DbSet<Friend> Friends => Set<Friend>();

    /// <summary>What the last look at each friend's address found.</summary>
    public DbSet<FriendCheck> FriendChecks => Set<FriendCheck>();

    /// <summary>Snippets and post templates of all authors.</summary>
    public DbSet<Snippet> Snippets => Set<Snippet>();

    public DbSet<ImportRun> ImportRuns => Set<ImportRun>();

    /// <summary>What imports did to posts.</summary>
    public DbSet<ImportChange> ImportChanges => Set<ImportChange>();

    /// <summary>Comments in every state.</summary>
    public DbSet<Comment> Comments => Set<Comment>();

    /// <summary>Pages of other systems whose comments or counts were imported.</summary>
    public DbSet<FormerPage> FormerPages => Set<FormerPage>();

    /// <summary>Writers whose comments need no approval.</summary>
    public DbSet<TrustedWriter> TrustedWriters => Set<TrustedWriter>();

    /// <summary>Networks and words that the owner blocks.</summary>
    public DbSet<CommentBlock> CommentBlocks => Set<CommentBlock>();

    /// <summary>Notices of comments to the owner.</summary>
    public DbSet<CommentNotice> CommentNotices => Set<CommentNotice>();

    public DbSet<PageCount> PageCounts => Set<PageCount>();

    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Codes that replace an authenticator.</summary>
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    /// <summary>The security log.</summary>
    public DbSet<SecurityEvent> SecurityEvents => Set<SecurityEvent>();

    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    /// <summary>The one row of settings.</summary>
    public DbSet<SiteSettings> Settings => Set<SiteSettings>();

    /// <summary>Secrets that the owner entered, encrypted.</summary>
    public DbSet<Secret> Secrets => Set<Secret>();

    /// <summary>What search engines were told.</summary>
    public DbSet<SearchEngineNotice> SearchEngineNotices => Set<SearchEngineNotice>();

    /// <summary>Sizes of images on other hosts.</summary>
    public DbSet<RemoteImageSize> RemoteImageSizes => Set<RemoteImageSize>();

    /// <summary>The repository that the blog is kept in step with: one row, or none.</summary>
    public DbSet<GitConnection> GitConnections => Set<GitConnection>();

    public DbSet<GitFile> GitFiles => Set<GitFile>();

    /// <summary>Messages of webhooks that were accepted.</summary>
    public DbSet<GitDelivery> GitDeliveries => Set<GitDelivery>();

    /// <summary>How old a replica is: one row, or none where nothing replicates the database.</summary>
    public DbSet<ReplicaHeartbeat> ReplicaHeartbeats => Set<ReplicaHeartbeat>();

    /// <summary>The same on a copy of the database, for reading only.</summary>
    /// <param name="path">Of the copy.</param>
    internal BlogDb OnCopy(string path) =>
        new(
            new DbContextOptionsBuilder<BlogDb>()
                .UseSqlite(
                    $"Data Source={path};Mode=ReadOnly;Pooling=False",
                    sqlite => sqlite.UseQuerySplittingBehavior(QuerySplittingBehavior.SplitQuery)
                )
                .Options,
            _gate
        );

    /// <summary>
    /// Performs one write: enters the write gate, begins a transaction, runs the work, saves and commits. Rows read before are detached
    /// first, since another writer may have changed them while this one waited: read everything the decision depends on within the work.
    /// </summary>
    /// <param name="work">Reads, decides and changes. A nested write joins this one.</param>
    /// <param name="cancellationToken">If cancelled, nothing is written.</param>
    /// <param name="keepTracked">Keeps rows read before attached: for work whose SQL statements make the decision, or whose rows have a
    /// concurrency stamp.</param>
    /// <exception cref="InvalidOperationException">There are unsaved changes from before the write, which would be lost.</exception>
    public Task WriteAsync(Func<Task> work, CancellationToken cancellationToken, bool keepTracked = false) =>
        WriteAsync(
            async () =>
            {
                await work();
                return true;
            },
            cancellationToken,
            keepTracked: keepTracked
        );

    /// <summary>Performs one write that returns a result and may decide to write nothing.</summary>
    /// <param name="work">Reads, decides and changes. A nested write joins this one.</param>
    /// <param name="cancellationToken">If cancelled, nothing is written.</param>
    /// <param name="commitIf">Whether to commit, given the result; otherwise nothing is written. Null always commits.</param>
    /// <param name="keepTracked">Keeps rows read before attached: for work whose SQL statements make the decision, or whose rows have a
    /// concurrency stamp.</param>
    /// <exception cref="InvalidOperationException">There are unsaved changes from before the write, which would be lost.</exception>
    public async Task<T> WriteAsync<T>(
        Func<Task<T>> work,
        CancellationToken cancellationToken,
        Func<T, bool>? commitIf = null,
        bool keepTracked = false
    )
    {
        if (Database.CurrentTransaction is not null)
        {
            return await work(); // saved with the outer write: a partial write may violate an invariant
        }

        T result = default!;
        await _gate.RunAsync(
            async () => result = await WriteInTurnAsync(work, commitIf ?? (_ => true), keepTracked, cancellationToken),
            cancellationToken
        );
        return result;
    }

    /// <summary>Saves within the write gate: one writer at a time in this process, so that SQLite never reports SQLITE_BUSY.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = await _gate.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Not supported: it would block a thread at the write gate.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) =>
        throw new NotSupportedException("Use SaveChangesAsync: writes go through an asynchronous gate.");

    private async Task<T> WriteInTurnAsync<T>(
        Func<Task<T>> work,
        Func<T, bool> commitIf,
        bool keepTracked,
        CancellationToken cancellationToken
    )
    {
        if (!keepTracked)
        {
            if (ChangeTracker.HasChanges())
            {
                throw new InvalidOperationException(
                    "There are unsaved changes from before the write, which would be lost: make them within the write."
                );
            }

            ChangeTracker.Clear();
        }

        var isCommitted = false;
        try
        {
            await using var transaction = await Database.BeginTransactionAsync(cancellationToken);
            var result = await work();
            if (commitIf(result))
            {
                await SaveChangesAsync(cancellationToken);
                await transaction.CommitAsync(cancellationToken);
                isCommitted = true;
            }

            return result;
        }
        finally
        {
            if (!isCommitted)
            {
                ChangeTracker.Clear(); // a later write must not save what was rolled back
            }
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Slug>().HaveConversion<SlugConverter>().HaveMaxLength(100);
        configurationBuilder.Properties<PostAddress>().HaveConversion<PostAddressConverter>().HaveMaxLength(PostAddress.MaxLength);
        configurationBuilder.Properties<RenderedHtml>().HaveConversion<RenderedHtmlConverter>().HaveMaxLength(TextLengths.Html);
        configurationBuilder.Properties<TableOfContents>().HaveConversion<JsonConverter<TableOfContents>>().HaveMaxLength(TextLengths.Html);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(20);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(BlogDb).Assembly);
    }
}
