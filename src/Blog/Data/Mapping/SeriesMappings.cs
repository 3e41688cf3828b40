using Blog.Data.Friends;
using Blog.Data.Media;
using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class SeriesMapping : IEntityTypeConfiguration<Series>
{
    public void Configure(EntityTypeBuilder<Series> builder)
    {
        builder.Property(series => series.Title).HasMaxLength(TextLengths.Title);
        builder.Property(series => series.Description).HasMaxLength(TextLengths.Line);
        builder.Property(series => series.Language).HasMaxLength(TextLengths.Name);
        builder.HasIndex(series => series.Title).IsUnique();
        builder.HasIndex(series => series.Slug).IsUnique();
    }
}

internal sealed class PostCopyMapping : IEntityTypeConfiguration<PostCopy>
{
    public void Configure(EntityTypeBuilder<PostCopy> builder)
    {
        builder.HasKey(copy => new { copy.PostId, copy.Target });
        builder.Property(copy => copy.Target).HasMaxLength(TextLengths.Name);
        builder.HasOne<Post>().WithMany().HasForeignKey(copy => copy.PostId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class DiagramMapping : IEntityTypeConfiguration<Diagram>
{
    public void Configure(EntityTypeBuilder<Diagram> builder)
    {
        builder.HasKey(diagram => diagram.Source);
        builder.Property(diagram => diagram.Source).HasMaxLength(TextLengths.Name);
        builder.Property(diagram => diagram.Light).HasMaxLength(TextLengths.Html);
        builder.Property(diagram => diagram.Dark).HasMaxLength(TextLengths.Html);
        builder.Property(diagram => diagram.Error).HasMaxLength(TextLengths.Line);
    }
}

internal sealed class FriendMapping : IEntityTypeConfiguration<Friend>
{
    public void Configure(EntityTypeBuilder<Friend> builder)
    {
        builder.Property(friend => friend.Name).HasMaxLength(TextLengths.Name);
        builder.Property(friend => friend.Url).HasMaxLength(TextLengths.Line);
        builder.Property(friend => friend.Words).HasMaxLength(TextLengths.Line);
        builder.Property(friend => friend.Section).HasMaxLength(TextLengths.Name);
        builder.Property(friend => friend.AvatarId).HasMaxLength(TextLengths.Name);
        builder.HasOne(friend => friend.Avatar).WithMany().HasForeignKey(friend => friend.AvatarId).OnDelete(DeleteBehavior.SetNull);
        builder
            .HasOne(friend => friend.Check)
            .WithOne()
            .HasForeignKey<FriendCheck>(check => check.FriendId)
            .OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(friend => friend.Url).IsUnique();
    }
}

internal sealed class FriendCheckMapping : IEntityTypeConfiguration<FriendCheck>
{
    public void Configure(EntityTypeBuilder<FriendCheck> builder)
    {
        builder.HasKey(check => check.FriendId);
        builder.Property(check => check.FriendId).ValueGeneratedNever();
        builder.Property(check => check.Error).HasMaxLength(TextLengths.Name);
    }
}
