using Blog.Data.Posts;
using Blog.Data.Posts.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class ImportRunMapping : IEntityTypeConfiguration<ImportRun>
{
    public void Configure(EntityTypeBuilder<ImportRun> builder)
    {
        builder.Property(run => run.Source).HasMaxLength(TextLengths.Line);
        builder.Property(run => run.Options).HasMaxLength(TextLengths.Html);
        builder.Property(run => run.Failure).HasMaxLength(TextLengths.Path);
        builder.Property(run => run.Report).HasMaxLength(TextLengths.Html);
    }
}

internal sealed class ImportChangeMapping : IEntityTypeConfiguration<ImportChange>
{
    public void Configure(EntityTypeBuilder<ImportChange> builder)
    {
        builder
            .Property(change => change.Before)
            .HasConversion(new JsonConverter<PostRequest?>(), new JsonComparer<PostRequest?>())
            .HasMaxLength(TextLengths.Html);
        builder.HasOne<ImportRun>().WithMany().HasForeignKey(change => change.RunId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(change => change.Post).WithMany().HasForeignKey(change => change.PostId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(change => new { change.RunId, change.PostId }).IsUnique();
    }
}
