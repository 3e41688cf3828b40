using Blog.Data.Git;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class GitConnectionMapping : IEntityTypeConfiguration<GitConnection>
{
    public void Configure(EntityTypeBuilder<GitConnection> builder)
    {
        builder.Property(connection => connection.Id).ValueGeneratedNever();
        builder.Property(connection => connection.Url).HasMaxLength(TextLengths.Line);
        builder.Property(connection => connection.Branch).HasMaxLength(TextLengths.Title);
        builder.Property(connection => connection.Folder).HasMaxLength(TextLengths.Title);
        builder.Property(connection => connection.Email).HasMaxLength(TextLengths.Title);
        builder.Property(connection => connection.HookId).HasMaxLength(TextLengths.Name);
        builder.Property(connection => connection.Commit).HasMaxLength(TextLengths.Name);
        builder.Property(connection => connection.AskedAt).HasMaxLength(TextLengths.Name);
        builder.Property(connection => connection.AgreedTo).HasMaxLength(TextLengths.Name);
        builder.Property(connection => connection.Failure).HasMaxLength(TextLengths.Name);
        builder.Property(connection => connection.FailureDetail).HasMaxLength(TextLengths.Path);
    }
}

internal sealed class GitFileMapping : IEntityTypeConfiguration<GitFile>
{
    public void Configure(EntityTypeBuilder<GitFile> builder)
    {
        builder.Property(file => file.Path).HasMaxLength(TextLengths.Line);
        builder.Property(file => file.Blob).HasMaxLength(TextLengths.Name);
        builder.Property(file => file.Head).HasMaxLength(TextLengths.Name);
        builder.Property(file => file.Own).HasMaxLength(TextLengths.Name);
        builder.Property(file => file.Facts).HasMaxLength(TextLengths.Name);
        builder.Property(file => file.Theirs).HasMaxLength(TextLengths.Name);
        builder.Property(file => file.Problem).HasMaxLength(TextLengths.Line);
        builder.Ignore(file => file.IsConflict);
        builder.Ignore(file => file.IsOutdated);
        builder.HasIndex(file => file.Path).IsUnique();
        builder.HasIndex(file => file.PostId);
    }
}

internal sealed class GitDeliveryMapping : IEntityTypeConfiguration<GitDelivery>
{
    public void Configure(EntityTypeBuilder<GitDelivery> builder)
    {
        builder.HasKey(delivery => delivery.Key);
        builder.Property(delivery => delivery.Key).HasMaxLength(TextLengths.Name);
    }
}
