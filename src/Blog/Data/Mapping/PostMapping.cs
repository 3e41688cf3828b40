using Blog.Data.Posts;
using Blog.Rendering.Output;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
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
        builder.HasIndex(post => new
        {
            post.State,
            post.Kind,
            post.PublishedAt,
        });
        builder
            .HasIndex(post => new
            {
                post.Id,
                post.State,
                post.PublishedAt,
                post.Hidden,
                post.Language,
            })
            .HasDatabaseName("IX_Posts_Search"); // covers search queries, since the rows are long
        builder.HasIndex(post => post.TranslationGroup);
        builder.HasIndex(post => post.RendererVersion);
        builder.HasOne(post => post.Author).WithMany().HasForeignKey(post => post.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne(post => post.Category)
            .WithMany(category => category.Posts)
            .HasForeignKey(post => post.CategoryId)
            .OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(post => post.Tags).WithMany(tag => tag.Posts).UsingEntity("PostTag");
        builder.Navigation(post => post.Tags).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
