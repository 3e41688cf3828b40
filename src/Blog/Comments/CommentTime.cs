using Blog.Site;

namespace Blog.Comments;

/// <summary>Times of comments, to the minute, in the site's time zone.</summary>
internal static class CommentTime
{
    public static string Of(DateTimeOffset at, SiteContext site) =>
        TimeZoneInfo.ConvertTime(at, site.Settings.Zone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    /// <summary>For programs (RFC 3339).</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
