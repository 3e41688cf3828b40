using Blog.Rendering.Scripting;

namespace Blog.Editor.Completion;

/// <summary>Languages of code blocks that the highlighter knows, and diagrams.</summary>
internal static class LanguageSuggestions
{
    private const int Shown = 12;

    private static readonly CodeLanguage Diagram = new("mermaid", "Mermaid", null);

    /// <summary>What is offered before anything is typed.</summary>
    private static readonly string[] Common =
    [
        "python",
        "javascript",
        "typescript",
        "java",
        "go",
        "rust",
        "csharp",
        "cpp",
        "bash",
        "json",
        "sql",
    ];

    /// <summary>Those whose name, label or other name begins with what was typed, then those that contain it.</summary>
    public static IEnumerable<CodeLanguage> Find(string typed)
    {
        if (typed.Length == 0)
        {
            return Common.Select(name => CodeLanguages.Find(name)!).Append(Diagram);
        }

        var known = CodeLanguages.Find(typed); // by any of its names
        return CodeLanguages
            .All.Append(Diagram)
            .Select(language => (Language: language, Rank: RankOf(typed, language, known)))
            .Where(found => found.Rank is not null)
            .OrderBy(found => found.Rank)
            .ThenBy(found => found.Language.Id, StringComparer.Ordinal)
            .Select(found => found.Language)
            .Take(Shown);
    }

    private static int? RankOf(string typed, CodeLanguage language, CodeLanguage? known) =>
        language == known ? 0
        : language.Id.StartsWith(typed, StringComparison.OrdinalIgnoreCase) ? 1
        : language.Label?.StartsWith(typed, StringComparison.OrdinalIgnoreCase) == true ? 2
        : typed.Length > 1 && language.Id.Contains(typed, StringComparison.OrdinalIgnoreCase) ? 3
        : null;
}
