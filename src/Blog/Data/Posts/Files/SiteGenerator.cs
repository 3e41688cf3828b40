namespace Blog.Data.Posts.Files;

/// <summary>The program that a site was made with, whose conventions a file follows.</summary>
public enum SiteGenerator
{
    /// <summary>Unknown; read with Hexo's conventions.</summary>
    Unknown,

    /// <summary>A flat list of categories is a path.</summary>
    Hexo,

    Hugo,

    /// <summary>Categories are siblings; words in one string are separate tags.</summary>
    Jekyll,

    /// <summary>The posts are in a backup, as are those of the programs below.</summary>
    WordPress,

    Ghost,

    Halo,

    Typecho,

    VanBlog,

    /// <summary>This program: an export of another blog, or of this one.</summary>
    Blog,
}
