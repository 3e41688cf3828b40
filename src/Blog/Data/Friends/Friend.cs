using Blog.Data.Media;

namespace Blog.Data.Friends;

/// <summary>A site on the friends page.</summary>
public sealed class Friend
{
    private Friend() { }

    public Friend(string name, string url, int position, DateTimeOffset at) => (Name, Url, Position, CreatedAt) = (name, url, position, at);

    public int Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>An absolute http or https address, unique.</summary>
    public string Url { get; private set; } = "";

    /// <summary>A line or two about it, plain text; empty for none.</summary>
    public string Words { get; private set; } = "";

    /// <summary>Heading below which it stands; empty for none.</summary>
    public string Section { get; private set; } = "";

    /// <summary>Id of its picture in the media library; null for none.</summary>
    public string? AvatarId { get; private set; }

    public MediaFile? Avatar { get; private set; }

    /// <summary>Its place in the list, ascending; equal ones are ordered by id.</summary>
    public int Position { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>What the last look at its address found; null before the first.</summary>
    public FriendCheck? Check { get; private set; }

    public void Describe(string name, string url, string words, string section) =>
        (Name, Url, Words, Section) = (name.Trim(), url.Trim(), words.Trim(), section.Trim());

    /// <summary>Sets its picture; null takes it away.</summary>
    public void Picture(string? mediaId) => AvatarId = mediaId;

    public void MoveTo(int position) => Position = position;
}
