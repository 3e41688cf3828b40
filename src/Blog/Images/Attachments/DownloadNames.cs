using System.Text;

namespace Blog.Images.Attachments;

/// <summary>The name under which a browser saves an attachment.</summary>
public static class DownloadNames
{
    /// <summary>In bytes of UTF-8: file systems take 255, and browsers may add a number.</summary>
    private const int MaxBytes = 200;

    private const string Forbidden = "\"*/:<>?\\|%;";

    /// <summary>
    /// A name that is safe as a header and as a file: without folders, control characters, signs that turn the direction of text (so that
    /// <c>gnp.exe</c> cannot look like <c>exe.png</c>) and what file systems refuse; with the extension of what the file is.
    /// </summary>
    /// <param name="typed">The name that the file came with.</param>
    /// <param name="extension">Of its type, with its dot.</param>
    public static string Clean(string typed, string extension)
    {
        ArgumentNullException.ThrowIfNull(typed);
        var last = typed[(typed.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = new StringBuilder();
        foreach (var rune in Normalized(last).EnumerateRunes())
        {
            clean.Append(
                Rune.GetUnicodeCategory(rune) switch
                {
                    UnicodeCategory.Control
                    or UnicodeCategory.Format
                    or UnicodeCategory.Surrogate
                    or UnicodeCategory.PrivateUse
                    or UnicodeCategory.OtherNotAssigned
                    or UnicodeCategory.LineSeparator
                    or UnicodeCategory.ParagraphSeparator => "",
                    _ when rune.IsBmp && Forbidden.Contains((char)rune.Value, StringComparison.Ordinal) => "-",
                    _ => rune.ToString(),
                }
            );
        }

        var name = clean.ToString().Trim(' ', '.');
        var stem = name.EndsWith(extension, StringComparison.OrdinalIgnoreCase) ? name[..^extension.Length] : name;
        stem = Cut(stem.Trim(' ', '.')).Trim(' ', '.');
        return (stem.Length == 0 ? "file" : stem) + extension;
    }

    /// <summary>Half a surrogate pair is no text and cannot be normalized.</summary>
    private static string Normalized(string text) => string.Concat(text.EnumerateRunes()).Normalize();

    private static string Cut(string stem)
    {
        var (bytes, end) = (0, 0);
        foreach (var rune in stem.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > MaxBytes)
            {
                return stem[..end];
            }

            end += rune.Utf16SequenceLength;
        }

        return stem;
    }
}
