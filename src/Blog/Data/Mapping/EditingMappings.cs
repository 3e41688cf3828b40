using Blog.Data.People;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class PendingEditMapping : IEntityTypeConfiguration<PendingEdit>
{
    public void Configure(EntityTypeBuilder<PendingEdit> builder)
    {
        builder.HasKey(edit => edit.PostId);
        builder.Property(edit => edit.PostId).ValueGeneratedNever();
        builder.Property(edit => edit.Version).IsConcurrencyToken();
        builder.Property(edit => edit.DraftKey).HasColumnName("PageKey").HasMaxLength(TextLengths.Name);
        builder.Property(edit => edit.Title).HasMaxLength(TextLengths.Title);
        builder
            .Property(edit => edit.Draft)
            .HasColumnName("Text")
            .HasConversion(new JsonConverter<PostDraft>(), new JsonComparer<PostDraft>())
            .HasMaxLength(TextLengths.Html);
        builder.HasOne(edit => edit.Post).WithOne().HasForeignKey<PendingEdit>(edit => edit.PostId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(edit => edit.LastWriter).WithMany().HasForeignKey(edit => edit.LastWriterId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class PreviewLinkMapping : IEntityTypeConfiguration<PreviewLink>
{
    public void Configure(EntityTypeBuilder<PreviewLink> builder)
    {
        builder.Property(link => link.TokenHash).HasMaxLength(TextLengths.Name);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasOne(link => link.Post).WithMany().HasForeignKey(link => link.PostId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Author>().WithMany().HasForeignKey(link => link.MakerId).OnDelete(DeleteBehavior.SetNull);
    }
}
