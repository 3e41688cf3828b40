using System.Text;
using Blog.Tests.Data;
using Blog.Tests.Rendering;

namespace Blog.Tests.Fuzzing;

/// <summary>Files of the repository from which documents are made.</summary>
internal static class Seeds
{
    private const int LongestFile = 24_000;

    private static readonly Lazy<IReadOnlyList<byte[]>> AllFiles = new(() =>
        [.. FilesBelow(["src/Blog/Samples", "tests/Blog.Tests/Portability/Corpus"], ".md", ".markdown")]
    );

    private static readonly Lazy<IReadOnlyList<string>> AllTexts = new(() =>
        [
            .. AllFiles.Value.Concat(FilesBelow(["tests/Blog.Tests/Rendering/Specs"], ".md")).Select(Encoding.UTF8.GetString),
            .. HostilePayloads.All,
            .. PathologicalCorpus.All().Select(entry => entry.Text(200)),
        ]
    );

    private static readonly Lazy<IReadOnlyList<byte[]>> AllImages = new(() =>
        [
            .. FilesBelow(["src/Blog/Samples/images", "tests/Blog.Tests/Portability/Corpus"], ".png", ".jpg", ".gif", ".webp", ".svg"),
            .. HostileImages
                .All.Where(entry => entry.Key is not "26 MB")
                .Select(entry => entry.Value())
                .Where(bytes => bytes.Length < LongestFile),
            .. new[] { ".png", ".jpg", ".gif", ".webp", ".avif" }.SelectMany(extension =>
                new[] { TestImages.Still(24, 16, extension), TestImages.Still(1, 1, extension), TestImages.Photo(40, 30, extension) }
            ),
            .. new[] { ".gif", ".webp" }.Select(extension => TestImages.Animation(12, 9, 4, extension)),
            TestImages.Transparent(20, 12),
            TestImages.JpegWithExif(24, 16, 6, "words"),
            TestImages.Checkers(700, 30),
        ]
    );

    /// <summary>Markdown files with their heads.</summary>
    public static IReadOnlyList<byte[]> Files => AllFiles.Value;

    public static IReadOnlyList<string> Texts => AllTexts.Value;

    /// <summary>Images of all kinds that are taken, and of some that are not.</summary>
    public static IReadOnlyList<byte[]> Images => AllImages.Value;

    /// <summary>One of them, mostly a part of it: short documents are quick, and what breaks is seldom far apart.</summary>
    public static string Text(Random random)
    {
        var text = Texts[random.Next(Texts.Count)];
        if (text.Length <= 1_200 || random.Next(12) == 0)
        {
            return text;
        }

        var from = text.LastIndexOf('\n', random.Next(text.Length)) + 1;
        return text.Substring(from, Math.Min(text.Length - from, random.Next(100, 1_200)));
    }

    private static IEnumerable<byte[]> FilesBelow(IEnumerable<string> folders, params string[] extensions) =>
        folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*", SearchOption.AllDirectories))
            .Where(path =>
                extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase) && new FileInfo(path).Length < LongestFile
            )
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes);
}
