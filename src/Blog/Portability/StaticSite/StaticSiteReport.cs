using System.Runtime.InteropServices;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Redirects;

namespace Blog.Portability.StaticSite;

/// <summary>What the static site consists of, for whoever configures what sends it.</summary>
internal sealed class StaticSiteContents
{
    /// <summary>All kinds of files, the most exact first.</summary>
    public required FileKinds Kinds { get; init; }

    /// <summary>Files with headers of their own, such as pages that show players.</summary>
    public required IReadOnlyList<StaticFile> Exceptions { get; init; }

    /// <summary>Addresses that end in a slash, decoded, without the base path.</summary>
    public required IReadOnlyList<string> Slashed { get; init; }

    public required IReadOnlyList<StaticRedirect> Redirects { get; init; }

    /// <summary>How many posts and pages are public.</summary>
    public required int Posts { get; init; }

    /// <summary>How many files there are.</summary>
    public required int Files { get; init; }

    /// <summary>How many pages were made again, because something that they show has changed.</summary>
    public required int Made { get; init; }

    /// <summary>What is not there as it is in the blog, in English, one line each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Links of the pages that were made to addresses where nothing is, one line each.</summary>
    public required IReadOnlyList<string> DeadLinks { get; init; }
}

/// <summary>What an export of the static site did to its folder.</summary>
/// <param name="Made">Pages that were made again.</param>
/// <param name="Written">Files that were new or differed.</param>
/// <param name="Removed">Files of an earlier export that are no longer part of it.</param>
public sealed record StaticSiteReport(int Posts, int Files, int Made, int Written, int Removed)
{
    /// <summary>What is not there as it is in the blog, in English, one line each.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>One line each.</summary>
    public required IReadOnlyList<string> DeadLinks { get; init; }
}

/// <summary>How far an export is.</summary>
/// <param name="Done">Pages so far.</param>
/// <param name="Total">Of so many that have to be made.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct StaticSiteProgress(int Done, int Total);
