namespace Blog.Data.Posts.Files;

/// <summary>The static site generator whose conventions a file follows, where they differ.</summary>
public enum SiteGenerator
{
    /// <summary>Nothing says: read as Hexo reads.</summary>
    Unknown,

    /// <summary>A flat list of categories is a path.</summary>
    Hexo,

    Hugo,

    /// <summary>Categories are siblings; words in one string are several tags.</summary>
    Jekyll,
}
