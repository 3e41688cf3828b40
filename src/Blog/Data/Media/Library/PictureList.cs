using Blog.Data.Posts;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>Queries of the media library.</summary>
public static class PictureList
{
    /// <summary>Files with words in their name or description; null for all.</summary>
    public static IQueryable<MediaFile> Mentioning(this IQueryable<MediaFile> files, string? words)
    {
        if (words is null)
        {
            return files;
        }

        var pattern = AdminPostQueries.LikePattern(words);
        return files.Where(file => EF.Functions.Like(file.Name, pattern, "\\") || EF.Functions.Like(file.Alt, pattern, "\\"));
    }

    /// <summary>Without attachments.</summary>
    public static IQueryable<MediaFile> Pictures(this IQueryable<MediaFile> files) =>
        files.Where(file => EF.Functions.Like(file.ContentType, "image/%"));

    /// <summary>Newest first; equal times are ordered by id, so that pages do not overlap.</summary>
    public static IOrderedQueryable<MediaFile> NewestFirst(this IQueryable<MediaFile> files) =>
        files.OrderByDescending(file => file.CreatedAt).ThenBy(file => file.Id);
}
