namespace Blog.Rendering.Text;

/// <summary>Words within the brackets of a link or an image.</summary>
public static class MarkdownLabel
{
    /// <summary>The words on one line, with what Markdown would take for a mark escaped.</summary>
    public static string Escape(string words) =>
        string.Concat(
            words
                .ReplaceLineEndings(" ")
                .Select(sign => @"\[]*_`<&".Contains(sign, StringComparison.Ordinal) ? @"\" + sign : sign.ToString())
        );
}
