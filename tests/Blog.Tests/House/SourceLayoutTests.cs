namespace Blog.Tests.House;

/// <summary>House rules that the formatter and the compiler do not hold: how long a line is, and where a test stands.</summary>
public sealed class SourceLayoutTests
{
    /// <summary>
    /// The same as in <c>.editorconfig</c>, which the formatter reads; it holds code alone, not for comments and strings.
    /// </summary>
    private const int MaxColumns = 140;

    /// <summary>Folders of tests that mirror no room: what is in each says docs/testing.md.</summary>
    private static readonly string[] OwnFolders = ["Contract", "Fixtures", "Fuzzing", "House", "Outside", "PowerLoss", "Processes"];

    [Fact]
    public void No_line_is_longer_than_the_formatter_allows_comments_and_strings_included()
    {
        var files = SourceFiles("src", "tests").ToList();
        Assert.True(files.Count > 500, $"only {files.Count} files were found");
        var found = files.SelectMany(path => LongLines(File.ReadAllText(path)).Select(line => $"{Shown(path)}({line})")).ToList();
        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Theory]
    [InlineData("", 140, 0)]
    [InlineData("", 141, 1)]
    [InlineData("// ", 141, 1)]
    [InlineData("    /// <summary>", 160, 1)]
    [InlineData("    var text = \"", 141, 1)]
    [InlineData("// 一行里的汉字算一列", 140, 0)]
    public void A_planted_long_line_is_found(string start, int length, int found) =>
        Assert.Equal(found, LongLines("class A;\r\n" + start.PadRight(length, 'x') + "\r\n").Count());

    [Fact]
    public void Every_folder_of_tests_mirrors_a_folder_of_a_room()
    {
        var folders = SourceFiles("tests/Blog.Tests")
            .Select(path => Path.GetRelativePath(Path.Combine(Repository.Root, "tests", "Blog.Tests"), Path.GetDirectoryName(path)!))
            .Select(folder => folder.Replace('\\', '/'))
            .Distinct(StringComparer.Ordinal)
            .ToList();
        Assert.True(folders.Count > 30, $"only {folders.Count} folders were found");
        Assert.DoesNotContain(folders, folder => !Mirrors(folder));
        Assert.All(OwnFolders, own => Assert.True(Directory.Exists(Path.Combine(Repository.Root, "tests", "Blog.Tests", own)), own));
    }

    [Theory]
    [InlineData("Data/Posts/Writing", true)]
    [InlineData(".", true)]
    [InlineData("House", true)]
    [InlineData("Data/Folder", false)]
    [InlineData("Measuring", false)]
    public void A_planted_folder_without_a_room_is_found(string folder, bool mirrors) => Assert.Equal(mirrors, Mirrors(folder));

    private static bool Mirrors(string folder) =>
        OwnFolders.Contains(folder.Split('/')[0], StringComparer.Ordinal)
        || Directory.Exists(Path.Combine(Repository.Root, "src", "Blog", folder));

    /// <summary>The numbers of the lines that are too long.</summary>
    private static IEnumerable<int> LongLines(string text) =>
        text.ReplaceLineEndings("\n").Split('\n').Index().Where(line => line.Item.Length > MaxColumns).Select(line => line.Index + 1);

    /// <summary>C# written by hand: migrations and the compiled model are generated.</summary>
    private static IEnumerable<string> SourceFiles(params string[] roots) =>
        roots
            .SelectMany(root => Directory.EnumerateFiles(Path.Combine(Repository.Root, root), "*.cs", SearchOption.AllDirectories))
            .Where(path => !new[] { "/obj/", "/bin/", "/node_modules/", "/Migrations/", "/CompiledModel/" }.Any(Shown(path).Contains));

    private static string Shown(string path) => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/');
}
