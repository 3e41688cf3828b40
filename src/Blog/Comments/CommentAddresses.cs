namespace Blog.Comments;

/// <summary>Addresses of the pages of comments, without the base path. They name posts by row id: a comment belongs to its post.</summary>
internal static class CommentAddresses
{
    /// <summary>Above all of them; also the path of the cookie.</summary>
    public const string Root = "/comments";

    /// <summary>Id of the heading of a post's comments.</summary>
    public const string Heading = "comments";

    /// <summary>Where a comment on a post is written.</summary>
    public static string Writing(int postId) => string.Create(CultureInfo.InvariantCulture, $"{Root}/{postId}");

    /// <summary>Where an answer is written.</summary>
    public static string Answering(int postId, int commentId) =>
        string.Create(CultureInfo.InvariantCulture, $"{Root}/{postId}?answer={commentId}");

    /// <summary>A further page of a post's comments, from 2 on.</summary>
    public static string Page(int postId, int number) => string.Create(CultureInfo.InvariantCulture, $"{Root}/{postId}/page/{number}");

    /// <summary>The feed of a post's comments.</summary>
    public static string Feed(int postId) => Writing(postId) + "/feed.xml";

    /// <summary>What is stored of those who comment.</summary>
    public const string Privacy = Root + "/privacy";

    /// <summary>Leads to the page that a comment is on, whichever that is by then.</summary>
    public static string Place(int commentId) => string.Create(CultureInfo.InvariantCulture, $"{Root}/at/{commentId}");

    /// <summary>The comments that a browser remembers.</summary>
    public const string OwnList = Root + "/own";

    /// <summary>The page of a comment's writer.</summary>
    public static string Own(string token) => $"{OwnList}/{token}";

    /// <summary>The anchor of a comment on its page.</summary>
    public static string Anchor(int commentId) => string.Create(CultureInfo.InvariantCulture, $"#comment-{commentId}");
}
