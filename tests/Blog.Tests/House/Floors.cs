using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>Finds imports between rooms that the layering forbids.</summary>
internal static partial class Floors
{
    /// <summary>Floor of each room; the roof (files beside the rooms) may use all.</summary>
    private static readonly Dictionary<string, int> FloorOf = new(StringComparer.Ordinal)
    {
        ["Rendering"] = 1,
        ["Images"] = 1,
        ["Storage"] = 1,
        ["Data"] = 2,
        ["Site"] = 3,
        ["Caching"] = 3,
        ["Reading"] = 4,
        ["Editor"] = 4,
        ["Admin"] = 4,
        ["Comments"] = 4,
        ["Statistics"] = 4,
        ["Publishing"] = 4,
        ["Accounts"] = 4,
        ["Portability"] = 4,
        ["Operations"] = 4,
    };

    private static readonly string[] JunkDrawers = ["Services", "Helpers", "Utils", "Common", "Shared", "Models", "Infrastructure"];

    /// <summary>Breaches in a set of sources: path relative to <c>src/Blog</c>, and text.</summary>
    public static IEnumerable<string> Breaches(IEnumerable<(string Path, string Text)> sources)
    {
        foreach (var (path, text) in sources)
        {
            var segments = path.Split('/');
            if (segments.FirstOrDefault(segment => JunkDrawers.Contains(segment, StringComparer.OrdinalIgnoreCase)) is { } drawer)
            {
                yield return $"{path}: a folder named {drawer} says nothing about its content";
            }

            if (GlobalUsing().IsMatch(text))
            {
                yield return $"{path}: a global using hides what a file depends on";
            }

            if (segments.Length == 1)
            {
                continue; // the roof
            }

            if (!FloorOf.TryGetValue(segments[0], out var floor))
            {
                yield return $"{path}: {segments[0]} is not a known room";
                continue;
            }

            foreach (var room in Mentioned(text).Where(room => room != segments[0] && FloorOf[room] >= floor))
            {
                yield return $"{path}: {segments[0]} (floor {floor}) uses {room} (floor {FloorOf[room]})";
            }
        }
    }

    /// <summary>Rooms that a source names: by using, by full name, or half qualified from within <c>namespace Blog.X</c>.</summary>
    private static IEnumerable<string> Mentioned(string text)
    {
        var code = Comments().Replace(text, " ");
        var named = Qualified().Matches(code).Select(match => match.Groups["room"].Value);
        var half = HalfQualified().Matches(code).Select(match => match.Groups["room"].Value);
        return named.Concat(half).Where(FloorOf.ContainsKey).Distinct();
    }

    [GeneratedRegex(@"\bglobal\s+using\s+(?:static\s+)?(?:global::)?Blog\b", RegexOptions.NonBacktracking)]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"\bBlog\s*\.\s*(?<room>[A-Z][a-z]+)\b", RegexOptions.NonBacktracking)]
    private static partial Regex Qualified();

    /// <summary>
    /// <c>Data.Post</c> within another room: a room's name, a dot, a type; not a member of something (<c>x.Data.Y</c>) or a declaration.
    /// </summary>
    [GeneratedRegex(
        @"(?:^|[\s(<,\[{!=:?@])(?<room>Rendering|Images|Storage|Data|Site|Caching|Reading|Editor|Admin|"
            + @"Comments|Statistics|Publishing|Accounts|Portability|Operations)"
            + @"\.[A-Z]\w*(?:\.|\s+[a-z]|[<({>\[])",
        RegexOptions.NonBacktracking | RegexOptions.Multiline
    )]
    private static partial Regex HalfQualified();

    [GeneratedRegex(@"//[^\n]*|/\*(?:[^*]|\*[^/])*\*/|@\*(?:[^*]|\*[^@])*\*@", RegexOptions.NonBacktracking)]
    private static partial Regex Comments();
}
