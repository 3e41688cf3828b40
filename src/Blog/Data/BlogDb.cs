using Blog.Data.Editing;
using Blog.Data.Mapping;
using Blog.Data.People;
using Blog.Data.Storage;
using Blog.Rendering;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data;

/// <summary>The database. Every write passes <see cref="SaveChangesAsync(bool, CancellationToken)"/>, and so the gate.</summary>
public sealed class BlogDb : IdentityUserContext<Account, int>
{
    private readonly WriteGate gate;

    /// <summary>Opens nothing yet.</summary>
    public BlogDb(DbContextOptions<BlogDb> options, WriteGate gate)
        : base(options)
    {
        this.gate = gate;
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;   // for one statement EF takes none, and the search index is brought in step at the commit
    }

    /// <summary>Posts and pages in every state; public queries begin with <see cref="PostQueries.Published"/>.</summary>
    public DbSet<Post> Posts => Set<Post>();

    /// <summary>Tags.</summary>
    public DbSet<Tag> Tags => Set<Tag>();

    /// <summary>Categories.</summary>
    public DbSet<Category> Categories => Set<Category>();

    /// <summary>Authors.</summary>
    public DbSet<Author> Authors => Set<Author>();

    /// <summary>Old addresses.</summary>
    public DbSet<Redirect> Redirects => Set<Redirect>();

    /// <summary>Old texts.</summary>
    public DbSet<Revision> Revisions => Set<Revision>();

    /// <summary>What was typed and not yet saved or published.</summary>
    public DbSet<PendingEdit> PendingEdits => Set<PendingEdit>();

    /// <summary>Links for readers without account.</summary>
    public DbSet<PreviewLink> PreviewLinks => Set<PreviewLink>();

    /// <summary>Addresses that lead nowhere.</summary>
    public DbSet<MissingPath> MissingPaths => Set<MissingPath>();

    /// <summary>Own images.</summary>
    public DbSet<MediaFile> Media => Set<MediaFile>();

    /// <summary>Which post shows which image.</summary>
    public DbSet<PostMedia> PostMedia => Set<PostMedia>();

    /// <summary>Links of posts.</summary>
    public DbSet<PostLink> PostLinks => Set<PostLink>();

    /// <summary>Signed-in browsers.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Codes that replace an authenticator.</summary>
    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    /// <summary>Invitations and resets.</summary>
    public DbSet<OneTimeLink> OneTimeLinks => Set<OneTimeLink>();

    /// <summary>The one row of settings.</summary>
    public DbSet<SiteSettings> Settings => Set<SiteSettings>();

    /// <summary>Saves within the write gate: one writer at a time in this process, so that SQLite never has to refuse one.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        using var turn = await gate.EnterAsync(cancellationToken);
        return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    /// <summary>Not to be used: it would block a thread at the gate.</summary>
    public override int SaveChanges(bool acceptAllChangesOnSuccess) => throw new NotSupportedException("Save with SaveChangesAsync: writes pass one asynchronous gate.");

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<InstantConverter>();
        configurationBuilder.Properties<Slug>().HaveConversion<SlugConverter>().HaveMaxLength(100);
        configurationBuilder.Properties<PostAddress>().HaveConversion<PostAddressConverter>().HaveMaxLength(PostAddress.MaxLength);
        configurationBuilder.Properties<RenderedHtml>().HaveConversion<RenderedHtmlConverter>().HaveMaxLength(TextLengths.Html);
        configurationBuilder.Properties<TableOfContents>().HaveConversion<JsonConverter<TableOfContents>>().HaveMaxLength(TextLengths.Html);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(20);
    }

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(BlogDb).Assembly);
    }
}
