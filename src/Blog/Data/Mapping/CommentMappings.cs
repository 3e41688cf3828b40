using Blog.Data.Comments;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Posts.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class CommentMapping : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.Property(comment => comment.Name).HasMaxLength(TextLengths.Name);
        builder.Property(comment => comment.Email).HasMaxLength(TextLengths.Title);
        builder.Property(comment => comment.Website).HasMaxLength(TextLengths.Line);
        builder.Property(comment => comment.Ip).HasMaxLength(TextLengths.Name);
        builder.Property(comment => comment.Text).HasMaxLength(TextLengths.Comment);
        builder.Property(comment => comment.Source).HasMaxLength(TextLengths.Name);
        builder.Property(comment => comment.SourceId).HasMaxLength(TextLengths.Path);
        builder.Property(comment => comment.PlainText).HasMaxLength(TextLengths.Html);
        builder.Property(comment => comment.RendererVersion).HasMaxLength(TextLengths.Path);
        builder.Property(comment => comment.Language).HasMaxLength(TextLengths.Name);
        builder.Property(comment => comment.TokenHash).HasMaxLength(TextLengths.Name);
        builder.Property(comment => comment.WriterHash).HasMaxLength(TextLengths.Name);
        builder.Property(comment => comment.Version).IsConcurrencyToken();
        builder.HasOne<Author>().WithMany().HasForeignKey(comment => comment.AuthorId).OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<Post>().WithMany().HasForeignKey(comment => comment.PostId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<Comment>().WithMany().HasForeignKey(comment => comment.ParentId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne(comment => comment.FormerPage)
            .WithMany()
            .HasForeignKey(comment => comment.FormerPageId)
            .OnDelete(DeleteBehavior.SetNull);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(comment => comment.ImportRunId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(comment => new { comment.Source, comment.SourceId }).IsUnique();
        builder.HasIndex(comment => new
        {
            comment.PostId,
            comment.State,
            comment.CreatedAt,
        });
        builder.HasIndex(comment => new { comment.State, comment.CreatedAt });
        builder.HasIndex(comment => comment.TokenHash).IsUnique();
        builder.HasIndex(comment => comment.WriterHash);
        builder.HasIndex(comment => new { comment.State, comment.RendererVersion }); // those whose HTML is to be made
        builder.HasIndex(comment => comment.CreatedAt).HasFilter("\"Ip\" IS NOT NULL"); // those whose address is to be forgotten
    }
}

internal sealed class TrustedWriterMapping : IEntityTypeConfiguration<TrustedWriter>
{
    public void Configure(EntityTypeBuilder<TrustedWriter> builder)
    {
        builder.HasKey(writer => writer.Hash);
        builder.Property(writer => writer.Hash).HasMaxLength(TextLengths.Name);
        builder.Property(writer => writer.Name).HasMaxLength(TextLengths.Name);
    }
}

internal sealed class CommentBlockMapping : IEntityTypeConfiguration<CommentBlock>
{
    public void Configure(EntityTypeBuilder<CommentBlock> builder)
    {
        builder.Property(block => block.Value).HasMaxLength(TextLengths.Name);
        builder.HasIndex(block => new { block.Kind, block.Value }).IsUnique();
    }
}

internal sealed class CommentNoticeMapping : IEntityTypeConfiguration<CommentNotice>
{
    public void Configure(EntityTypeBuilder<CommentNotice> builder)
    {
        builder.Property(notice => notice.Channel).HasMaxLength(TextLengths.Name);
        builder.Property(notice => notice.LastError).HasMaxLength(TextLengths.Line);
        builder.HasOne<Comment>().WithMany().HasForeignKey(notice => notice.CommentId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(notice => notice.NextAttemptAt).HasFilter("\"NextAttemptAt\" IS NOT NULL");
    }
}

internal sealed class FormerPageMapping : IEntityTypeConfiguration<FormerPage>
{
    public void Configure(EntityTypeBuilder<FormerPage> builder)
    {
        builder.Property(page => page.Source).HasMaxLength(TextLengths.Name);
        builder.Property(page => page.Key).HasMaxLength(TextLengths.Path);
        builder.Property(page => page.Address).HasMaxLength(TextLengths.Line);
        builder.Property(page => page.Title).HasMaxLength(TextLengths.Title);
        builder.HasOne<Post>().WithMany().HasForeignKey(page => page.PostId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(page => page.ImportRunId).OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(page => new { page.Source, page.Key }).IsUnique();
    }
}

internal sealed class PageCountMapping : IEntityTypeConfiguration<PageCount>
{
    public void Configure(EntityTypeBuilder<PageCount> builder)
    {
        builder.HasOne(count => count.FormerPage).WithMany().HasForeignKey(count => count.FormerPageId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(count => count.ImportRunId).OnDelete(DeleteBehavior.SetNull);
    }
}
