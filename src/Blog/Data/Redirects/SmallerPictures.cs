using System.Text.RegularExpressions;

namespace Blog.Data.Redirects;

/// <summary>
/// The addresses at which other programs served smaller copies of an uploaded picture. Each picture had many, of which only the picture
/// itself is kept.
/// </summary>
/// <remarks>
/// Source: wp-includes/class-wp-image-editor.php (generate_filename) of WordPress/WordPress;
/// ghost/core/core/frontend/web/middleware/handle-image-sizes.js of TryGhost/Ghost.
/// </remarks>
internal static partial class SmallerPictures
{
    /// <summary>The address of the whole picture; null for a path that names no smaller one.</summary>
    /// <param name="path">Decoded.</param>
    public static string? WholeOf(string path) =>
        OfWordPress().Match(path) is { Success: true } size ? size.Groups["name"].Value + size.Groups["extension"].Value
        : OfGhost().Match(path) is { Success: true } folder ? folder.Groups["before"].Value + folder.Groups["after"].Value
        : null;

    [GeneratedRegex(
        @"^(?<name>.*/wp-content/uploads/.+)-([0-9]{1,5}x[0-9]{1,5}|scaled|rotated)(?<extension>\.[A-Za-z0-9]{2,5})$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OfWordPress();

    [GeneratedRegex(
        "^(?<before>.*/content/images/)size/[^/]+/(format/[^/]+/)?(?<after>.+)$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture
    )]
    private static partial Regex OfGhost();
}
