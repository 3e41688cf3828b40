using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>The images that settings and authors use, besides the posts.</summary>
public sealed class SitePictures(BlogDb db)
{
    /// <summary>Those that settings name, by path; null where there is none.</summary>
    public static IEnumerable<(SitePicturePlace Place, string? Path)> Of(SiteSettings settings) =>
        [
            (SitePicturePlace.Logo, settings.Identity.Logo),
            (SitePicturePlace.Favicon, settings.Identity.Favicon),
            (SitePicturePlace.Footer, settings.Identity.FooterPicture),
            (SitePicturePlace.Sharing, settings.Discovery.ShareImage),
        ];

    public async Task<IReadOnlyList<SitePicture>> AllAsync(CancellationToken cancellationToken)
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var authors = await db
            .Authors.Where(author => author.Picture != null)
            .OrderBy(author => author.Id)
            .Select(author => new
            {
                author.Id,
                author.Name,
                author.Picture,
            })
            .ToListAsync(cancellationToken);
        var friends = await db
            .Friends.Where(friend => friend.AvatarId != null)
            .OrderBy(friend => friend.Id)
            .Select(friend => new { friend.Name, friend.AvatarId })
            .ToListAsync(cancellationToken);
        return
        [
            .. Of(settings)
                .Select(use => (Id: MediaFile.IdIn(use.Path), use.Place))
                .Where(use => use.Id is not null)
                .Select(use => new SitePicture(use.Id!, use.Place, null, "")),
            .. friends.Select(friend => new SitePicture(friend.AvatarId!, SitePicturePlace.Friend, null, friend.Name)),
            .. authors
                .Select(author => (Id: MediaFile.IdIn(author.Picture), author))
                .Where(use => use.Id is not null)
                .Select(use => new SitePicture(use.Id!, SitePicturePlace.Author, use.author.Id, use.author.Name)),
        ];
    }

    /// <summary>
    /// Lets settings and authors show what became of an image: renamed, replaced, or deleted. Call within a write.
    /// </summary>
    /// <param name="id">The image so far.</param>
    /// <param name="file">The image from now on; null if there is none.</param>
    internal async Task FollowAsync(string id, MediaFile? file, CancellationToken cancellationToken)
    {
        foreach (var author in await db.Authors.Where(a => a.Picture != null && a.Picture.Contains(id)).ToListAsync(cancellationToken))
        {
            author.ShowAs(file?.Path);
        }

        foreach (var friend in await db.Friends.Where(one => one.AvatarId == id).ToListAsync(cancellationToken))
        {
            friend.Picture(file?.Id);
        }

        var settings = await db.Settings.SingleAsync(cancellationToken);
        var (identity, discovery) = (settings.Identity, settings.Discovery);
        var shared = file is { Extension: not ".svg" } ? file : null; // other sites do not show SVG
        if (IsOne(identity.Logo))
        {
            identity = identity with { Logo = file?.Path, LogoWidth = file?.Width, LogoHeight = file?.Height };
        }

        if (IsOne(identity.Favicon))
        {
            identity = identity with { Favicon = file?.Path };
        }

        if (IsOne(identity.FooterPicture))
        {
            identity = identity with { FooterPicture = file?.Path, FooterPictureWidth = file?.Width, FooterPictureHeight = file?.Height };
        }

        if (IsOne(discovery.ShareImage))
        {
            discovery = discovery with { ShareImage = shared?.Path, ShareImageWidth = shared?.Width, ShareImageHeight = shared?.Height };
        }

        if (identity != settings.Identity || discovery != settings.Discovery)
        {
            settings.Revise(settings.Choices with { Identity = identity, Discovery = discovery });
        }

        bool IsOne(string? path) => MediaFile.IdIn(path) == id;
    }
}

/// <summary>One use of an image.</summary>
/// <param name="MediaId">The image.</param>
/// <param name="AuthorId">Row id of the author whose picture it is; null for a setting.</param>
/// <param name="AuthorName">The author's name; empty for a setting.</param>
public sealed record SitePicture(string MediaId, SitePicturePlace Place, int? AuthorId, string AuthorName);

/// <summary>Where an image stands.</summary>
public enum SitePicturePlace
{
    Logo,
    Favicon,
    Footer,

    /// <summary>The preview image of pages without one of their own.</summary>
    Sharing,

    /// <summary>An author's picture.</summary>
    Author,

    /// <summary>The picture of a site on the friends page.</summary>
    Friend,
}
