using System.Text.RegularExpressions;
using Blog.Portability.Import.Templates.Syntax;
using Blog.Rendering.Text;

namespace Blog.Portability.Import.Templates.Containers;

/// <summary>Groups of code or text of which a page showed one at a time: each stands below its name.</summary>
internal static partial class BoxGroup
{
    public static string Convert(string body)
    {
        var lines = new List<string>();
        var fence = '\0';
        foreach (var line in body.Split('\n'))
        {
            if (CodeFence.Of(line) is { } sign && (fence == '\0' || fence == sign))
            {
                lines.AddRange(fence == '\0' ? Labelled(line) : [line]);
                fence = fence == '\0' ? sign : '\0';
            }
            else if (fence == '\0' && Tab().Match(line) is { Success: true } tab)
            {
                lines.AddRange(["", TagMarkdown.Strong(tab.Groups["title"].Value.Trim()), ""]);
            }
            else
            {
                lines.Add(line);
            }
        }

        return TagText.TrimLines(string.Join('\n', lines));
    }

    // ```sh [npm]
    private static IEnumerable<string> Labelled(string line) =>
        Label().Match(line) is { Success: true } label
            ?
            [
                "",
                TagMarkdown.Strong(label.Groups["title"].Value),
                "",
                (label.Groups["fence"].Value + label.Groups["rest"].Value).TrimEnd(),
            ]
            : [line];

    [GeneratedRegex(@"^[ \t]*(@tab(:active)?|==)[ \t]+(?<title>[^\n]+)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Tab();

    [GeneratedRegex(
        @"^(?<fence>[ \t>]*[`~]{3,}[^\[\]]*)\[(?<title>[^\[\]]+)\](?<rest>[^\[\]]*)$",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking
    )]
    private static partial Regex Label();
}
