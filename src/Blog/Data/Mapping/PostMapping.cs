using Blog.Data.Posts;
using Blog.Data.Posts.Listing;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    /// <summary>
    /// The last columns of a row. SQLite reads a row from its beginning, and a long value lies on pages of its own: a column behind it
    /// costs all of them.
    /// </summary>
    private static readonly string[] Longest =
    [
        nameof(Post.Description),
        nameof(Post.OtherFields),
        nameof(Post.SummaryHtml),
        nameof(Post.Contents),
        nameof(Post.BodyHtml),
        nameof(Post.PlainText),
        nameof(Post.Markdown),
    ];

    public void Configure(EntityTypeBuilder<Post> builder)
    {
        foreach (
            var (field, length) in FieldLengths
                .Of(typeof(PostContent))
                .Concat(FieldLengths.Of(typeof(PostRequest)))
                .Where(field => typeof(Post).GetProperty(field.Property.Name) is not null)
        )
        {
            builder.Property(field.Name).HasMaxLength(length);
        }

        builder.Property(post => post.Version).IsConcurrencyToken();
        builder.Property(post => post.PlainText).HasMaxLength(TextLengths.Html);
        builder.Property(post => post.RendererVersion).HasMaxLength(TextLengths.Path);
        builder.Property(post => post.AddressKey).HasMaxLength(TextLengths.Path);
        builder.Property(post => post.EditorKey).HasMaxLength(TextLengths.Name);
        builder.Property(post => post.FeedId).HasMaxLength(TextLengths.Path);
        builder.Property(post => post.Contents).Metadata.SetValueComparer(new JsonComparer<TableOfContents>());
        builder.HasIndex(post => post.AddressKey).IsUnique();
        builder.HasIndex(post => post.FeedId).IsUnique();
        builder.HasIndex(post => post.ImportKey).IsUnique();
        builder.HasIndex(post => new { post.AuthorId, post.DraftKey }).IsUnique();
        builder.HasIndex(post => new { post.PublishedAt, post.State }); // not the state first: it would be taken for rows known by id
        builder.HasIndex(post => post.State, "IX_Posts_Drafts").HasFilter("\"State\" = 'Draft'");
        builder
            .HasIndex(post => new
            {
                post.Id,
                post.State,
                post.PublishedAt,
                post.UpdatedAt,
                post.Kind,
                post.Language,
                post.Hidden,
                post.Pinned,
                post.CategoryId,
                post.TranslationGroup,
                post.Series,
                post.SeriesOrder,
                post.Address,
            })
            .HasDatabaseName(PublicPostReader.Index); // covers what is read of all posts at once
        builder.HasIndex(post => post.TranslationGroup);
        builder.HasIndex(post => post.Series).HasFilter("\"Series\" IS NOT NULL");
        builder.HasIndex(post => post.RendererVersion);
        builder.HasOne(post => post.Author).WithMany().HasForeignKey(post => post.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne(post => post.Category)
            .WithMany(category => category.Posts)
            .HasForeignKey(post => post.CategoryId)
            .OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(post => post.Tags).WithMany(tag => tag.Posts).UsingEntity("PostTag");
        builder.Navigation(post => post.Tags).UsePropertyAccessMode(PropertyAccessMode.Field);
        var columns = builder.Metadata.GetProperties().OrderBy(property => Array.IndexOf(Longest, property.Name));
        foreach (var (order, property) in columns.Index())
        {
            property.SetColumnOrder(order);
        }
    }
}
