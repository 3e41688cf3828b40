namespace Blog.Comments;

/// <summary>Addresses of moderation, without the base path.</summary>
public static class ModerationPaths
{
    public const string Queue = "/admin/comments";

    public const string Blocks = Queue + "/blocks";

    public const string Notices = Queue + "/notices";

    /// <summary>The page of one comment.</summary>
    public static string OfComment(int id) => string.Create(CultureInfo.InvariantCulture, $"{Queue}/{id}");

    public static string ByLink(string token) => "/comments/moderate/" + token;

    /// <summary>The feed of waiting comments, whose address is the secret.</summary>
    public static string Feed(string secret) => $"/comments/waiting/{secret}/feed.xml";
}
