using System.Linq.Expressions;
using Blog.Data.Media;
using Blog.Data.People;
using Blog.Data.Posts;
using Blog.Data.Redirects;
using Blog.Data.Replication;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class TagMapping : IEntityTypeConfiguration<Tag>
{
    public void Configure(EntityTypeBuilder<Tag> builder)
    {
        builder.Property(tag => tag.Name).HasMaxLength(TextLengths.Name);
        builder.HasIndex(tag => tag.Slug).IsUnique();
    }
}

internal sealed class CategoryMapping : IEntityTypeConfiguration<Category>
{
    public void Configure(EntityTypeBuilder<Category> builder)
    {
        builder.Property(category => category.Name).HasMaxLength(TextLengths.Name);
        builder.Property(category => category.Path).HasMaxLength(TextLengths.Path);
        builder.HasIndex(category => category.Path).IsUnique();
        builder
            .HasOne(category => category.Parent)
            .WithMany()
            .HasForeignKey(category => category.ParentId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuthorMapping : IEntityTypeConfiguration<Author>
{
    public void Configure(EntityTypeBuilder<Author> builder)
    {
        builder.Property(author => author.Name).HasMaxLength(TextLengths.Name);
        builder.Property(author => author.Picture).HasMaxLength(TextLengths.Path);
    }
}

internal sealed class RedirectMapping : IEntityTypeConfiguration<Redirect>
{
    public void Configure(EntityTypeBuilder<Redirect> builder)
    {
        builder.Property(redirect => redirect.Path).HasMaxLength(TextLengths.Line);
        builder.Property(redirect => redirect.PathKey).HasMaxLength(TextLengths.Line);
        builder.Property(redirect => redirect.MediaFileId).HasMaxLength(TextLengths.Name);
        builder.Property(redirect => redirect.Page).HasMaxLength(TextLengths.Name);
        builder.HasIndex(redirect => redirect.PathKey).IsUnique();
        builder.HasOne(redirect => redirect.Post).WithMany().HasForeignKey(redirect => redirect.PostId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne(redirect => redirect.Tag).WithMany().HasForeignKey(redirect => redirect.TagId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne(redirect => redirect.Category)
            .WithMany()
            .HasForeignKey(redirect => redirect.CategoryId)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne(redirect => redirect.Series)
            .WithMany()
            .HasForeignKey(redirect => redirect.SeriesId)
            .OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne(redirect => redirect.MediaFile)
            .WithMany()
            .HasForeignKey(redirect => redirect.MediaFileId)
            .OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class MissingPathMapping : IEntityTypeConfiguration<MissingPath>
{
    public void Configure(EntityTypeBuilder<MissingPath> builder)
    {
        builder.Property(missing => missing.Path).HasMaxLength(TextLengths.Path);
        builder.Property(missing => missing.PathKey).HasMaxLength(TextLengths.Path);
        builder.Property(missing => missing.Referrer).HasMaxLength(TextLengths.Path);
        builder.HasIndex(missing => missing.PathKey).IsUnique();
    }
}

internal sealed class RevisionMapping : IEntityTypeConfiguration<Revision>
{
    public void Configure(EntityTypeBuilder<Revision> builder)
    {
        builder.Property(revision => revision.Title).HasMaxLength(TextLengths.Title);
        builder.Property(revision => revision.Markdown).HasMaxLength(TextLengths.Markdown);
        builder.HasOne(revision => revision.Post).WithMany().HasForeignKey(revision => revision.PostId).OnDelete(DeleteBehavior.Cascade);
        builder
            .HasOne(revision => revision.Writer)
            .WithMany()
            .HasForeignKey(revision => revision.WriterId)
            .OnDelete(DeleteBehavior.SetNull);
        builder.HasIndex(revision => new { revision.PostId, revision.CreatedAt });
    }
}

internal sealed class MediaFileMapping : IEntityTypeConfiguration<MediaFile>
{
    public void Configure(EntityTypeBuilder<MediaFile> builder)
    {
        builder.Property(file => file.Id).HasMaxLength(TextLengths.Name);
        builder.Property(file => file.Name).HasMaxLength(TextLengths.Title);
        builder.Property(file => file.ContentType).HasMaxLength(TextLengths.Name);
        builder.Property(file => file.Extension).HasMaxLength(TextLengths.Name);
        builder.Property(file => file.Alt).HasMaxLength(TextLengths.Line);
        builder.Property(file => file.DownloadName).HasMaxLength(TextLengths.Title);
        builder
            .Property(file => file.VariantWidths)
            .HasConversion(new JsonConverter<IReadOnlyList<int>?>(), new JsonComparer<IReadOnlyList<int>?>())
            .HasMaxLength(TextLengths.Name);
    }
}

internal sealed class PostMediaMapping : IEntityTypeConfiguration<PostMedia>
{
    public void Configure(EntityTypeBuilder<PostMedia> builder)
    {
        builder.HasKey(use => new { use.PostId, use.MediaFileId });
        builder.Property(use => use.MediaFileId).HasMaxLength(TextLengths.Name);
        builder.HasOne<Post>().WithMany().HasForeignKey(use => use.PostId).OnDelete(DeleteBehavior.Cascade);
        builder.HasOne<MediaFile>().WithMany().HasForeignKey(use => use.MediaFileId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PostLinkMapping : IEntityTypeConfiguration<PostLink>
{
    public void Configure(EntityTypeBuilder<PostLink> builder)
    {
        builder.HasKey(link => new { link.PostId, link.Position });
        builder.Property(link => link.Target).HasMaxLength(TextLengths.Line);
        builder.HasIndex(link => link.Target);
        builder.HasOne<Post>().WithMany().HasForeignKey(link => link.PostId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class SiteSettingsMapping : IEntityTypeConfiguration<SiteSettings>
{
    public void Configure(EntityTypeBuilder<SiteSettings> builder)
    {
        builder.Property(settings => settings.Id).ValueGeneratedNever();
        builder.Property(settings => settings.Version).IsConcurrencyToken();
        builder.Property(settings => settings.TimeZone).HasMaxLength(TextLengths.Name);
        builder.Property(settings => settings.LicenceName).HasMaxLength(TextLengths.Name);
        builder.Property(settings => settings.LicenceUrl).HasMaxLength(TextLengths.Line);
        builder
            .Property(settings => settings.Languages)
            .HasConversion(new JsonConverter<IReadOnlyList<SiteLanguage>>(), new JsonComparer<IReadOnlyList<SiteLanguage>>())
            .HasMaxLength(TextLengths.Html);
        builder.Property(settings => settings.AgeNotice).HasDefaultValue(true).HasSentinel(true);
        builder.Property(settings => settings.IcpNumber).HasMaxLength(TextLengths.Name);
        Json(builder, settings => settings.Discovery, "{}");
        Json(builder, settings => settings.Display, """{"foldAbove":20,"listStyle":1,"keepsEarlierDefaults":true}""");
        Json(builder, settings => settings.Identity, "{}");
        Json(builder, settings => settings.Announcing, "{}");
        Json(builder, settings => settings.Attachments, "{}");
        Json(builder, settings => settings.Friends, "{}");
        Json(builder, settings => settings.Security, "{}");
        Json(builder, settings => settings.Comments, "{}");
        builder.Ignore(settings => settings.Main);
        builder.Ignore(settings => settings.EditionCodes);
        builder.Ignore(settings => settings.Zone);
        builder.Ignore(settings => settings.Choices);
    }

    /// <param name="earlier">The value of rows from before the column.</param>
    private static void Json<T>(EntityTypeBuilder<SiteSettings> builder, Expression<Func<SiteSettings, T>> property, string earlier) =>
        builder
            .Property(property)
            .HasConversion(new JsonConverter<T>(), new JsonComparer<T>())
            .HasMaxLength(TextLengths.Html)
            .HasDefaultValueSql($"'{earlier}'");
}

internal sealed class SecretMapping : IEntityTypeConfiguration<Secret>
{
    public void Configure(EntityTypeBuilder<Secret> builder)
    {
        builder.HasKey(secret => secret.Name);
        builder.Property(secret => secret.Name).HasMaxLength(TextLengths.Name);
        builder.Property(secret => secret.Protected).HasMaxLength(TextLengths.Html);
    }
}

internal sealed class SearchEngineNoticeMapping : IEntityTypeConfiguration<SearchEngineNotice>
{
    public void Configure(EntityTypeBuilder<SearchEngineNotice> builder)
    {
        builder.HasKey(notice => notice.Engine);
        builder.Property(notice => notice.Engine).HasMaxLength(TextLengths.Name);
        builder.Property(notice => notice.LastAnswer).HasMaxLength(TextLengths.Path);
        builder.Ignore(notice => notice.Answer);
    }
}

internal sealed class RemoteImageSizeMapping : IEntityTypeConfiguration<RemoteImageSize>
{
    public void Configure(EntityTypeBuilder<RemoteImageSize> builder)
    {
        builder.HasKey(image => image.Address);
        builder.Property(image => image.Address).HasMaxLength(TextLengths.Line);
        builder.Property(image => image.Error).HasMaxLength(TextLengths.Path);
    }
}

internal sealed class ReplicaHeartbeatMapping : IEntityTypeConfiguration<ReplicaHeartbeat>
{
    public void Configure(EntityTypeBuilder<ReplicaHeartbeat> builder) => builder.Property(row => row.Id).ValueGeneratedNever();
}
