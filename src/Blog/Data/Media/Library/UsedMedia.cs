using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace Blog.Data.Media.Library;

/// <summary>Which images are in use: shown, linked to, in a pending edit, or part of the site.</summary>
public sealed partial class UsedMedia(BlogDb db, SitePictures pictures)
{
    /// <summary>Their ids.</summary>
    public async Task<IReadOnlySet<string>> AllAsync(CancellationToken cancellationToken)
    {
        var shown = await db.PostMedia.Select(use => use.MediaFileId).Distinct().ToListAsync(cancellationToken);
        var linked = await db
            .PostLinks.Where(link => link.Target.Contains("/media/"))
            .Select(link => link.Target)
            .ToListAsync(cancellationToken);
        var typed = await db.PendingEdits.AsNoTracking().Select(edit => edit.Draft).ToListAsync(cancellationToken);
        return linked
            .Concat(typed.SelectMany(text => new[] { text.Markdown, text.Cover }))
            .SelectMany(text => Id().Matches(text).Select(match => match.Groups["id"].Value))
            .Concat(shown)
            .Concat((await pictures.AllAsync(cancellationToken)).Select(use => use.MediaId))
            .ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex("/media/(?<id>[0-9a-f]{32})/", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Id();
}
