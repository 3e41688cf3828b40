using Blog.Rendering;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class PostMapping : IEntityTypeConfiguration<Post>
{
    public void Configure(EntityTypeBuilder<Post> builder)
    {
        builder.Property(post => post.Version).IsConcurrencyToken();
        builder.Property(post => post.Language).HasMaxLength(TextLengths.Name);
        builder.Property(post => post.Title).HasMaxLength(TextLengths.Title);
        builder.Property(post => post.Markdown).HasMaxLength(TextLengths.Markdown);
        builder.Property(post => post.PlainText).HasMaxLength(TextLengths.Html);
        builder.Property(post => post.RendererVersion).HasMaxLength(TextLengths.Path);
        builder.Property(post => post.Description).HasMaxLength(TextLengths.Line);
        builder.Property(post => post.Cover).HasMaxLength(TextLengths.Line);
        builder.Property(post => post.TranslationGroup).HasMaxLength(TextLengths.Title);
        builder.Property(post => post.Series).HasMaxLength(TextLengths.Title);
        builder.Property(post => post.AddressKey).HasMaxLength(TextLengths.Path);
        builder.Property(post => post.FeedId).HasMaxLength(TextLengths.Path);
        builder.Property(post => post.OtherFields).HasMaxLength(TextLengths.Html);
        builder.Property(post => post.ImportKey).HasMaxLength(TextLengths.Line);
        builder.Property(post => post.ImportHash).HasMaxLength(TextLengths.Name);
        builder.Property(post => post.DraftKey).HasMaxLength(TextLengths.Name);
        builder.Property(post => post.Contents).Metadata.SetValueComparer(new JsonComparer<TableOfContents>());
        builder.HasIndex(post => post.AddressKey).IsUnique();
        builder.HasIndex(post => post.FeedId).IsUnique();
        builder.HasIndex(post => post.ImportKey).IsUnique();
        builder.HasIndex(post => new { post.AuthorId, post.DraftKey }).IsUnique();
        builder.HasIndex(post => new { post.State, post.Kind, post.PublishedAt });
        builder.HasIndex(post => new { post.Id, post.State, post.PublishedAt, post.Hidden, post.Language }).HasDatabaseName("IX_Posts_Search");   // all that a search asks: the rows are long
        builder.HasIndex(post => post.TranslationGroup);
        builder.HasIndex(post => post.RendererVersion);
        builder.HasOne(post => post.Author).WithMany().HasForeignKey(post => post.AuthorId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne(post => post.Category).WithMany(category => category.Posts).HasForeignKey(post => post.CategoryId).OnDelete(DeleteBehavior.SetNull);
        builder.HasMany(post => post.Tags).WithMany(tag => tag.Posts).UsingEntity("PostTag");
        builder.Navigation(post => post.Tags).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}
