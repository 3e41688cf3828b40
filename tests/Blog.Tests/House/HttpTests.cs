using System.Text.RegularExpressions;

namespace Blog.Tests.House;

/// <summary>
/// Which tests run against a process on a read-only root as well (security.md C17): all that ask over HTTP, unless they say why not.
/// </summary>
public sealed partial class HttpTests
{
    [Fact]
    public void Every_class_that_asks_over_http_also_asks_a_locked_in_process_or_says_why_not()
    {
        var (asking, silent) = (0, new List<string>());
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "Blog.Tests"), "*Tests.cs", SearchOption.AllDirectories))
        {
            var text = File.ReadAllText(file);
            if (!Asking().IsMatch(text))
            {
                continue;
            }

            asking++;
            if (!text.Contains("\n[SpeaksHttp", StringComparison.Ordinal) && !text.Contains("\n[Within(\"", StringComparison.Ordinal))
            {
                silent.Add(Path.GetRelativePath(Repository.Root, file));
            }
        }

        Assert.Empty(silent);
        Assert.True(asking > 50, $"only {asking} files were found");
    }

    [GeneratedRegex(@"\b(?:new BlogApplication\(|BlogApplication (?:blog)\b|MediaStage\.OpenAsync|SocketTests\.Server server\b)", RegexOptions.None, 10_000)]
    private static partial Regex Asking();
}
