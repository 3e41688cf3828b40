namespace Blog.Data.Posts;

public enum PostKind
{
    /// <summary>Listed by date.</summary>
    Post,

    /// <summary>A standalone page, such as about or friends.</summary>
    Page,
}
