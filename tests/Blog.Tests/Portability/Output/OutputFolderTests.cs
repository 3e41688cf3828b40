using System.Text;
using Blog.Portability.Output;

namespace Blog.Tests.Portability.Output;

/// <summary>A folder that the program keeps up to date.</summary>
public sealed class OutputFolderTests : IDisposable
{
    private const string List = "list.jsonl";

    private readonly TemporaryFolder _folder = new();

    private string Root => _folder.File("out");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_what_differs_is_written_and_what_is_not_wanted_any_more_is_removed()
    {
        Assert.Equal((2, 0), await WriteAsync(("a/b.txt", "1"), ("c.txt", "2")));
        Assert.Equal((0, 0), await WriteAsync(("a/b.txt", "1"), ("c.txt", "2")));
        Assert.Equal((1, 1), await WriteAsync(("c.txt", "3")));
        Assert.False(Directory.Exists(Path.Combine(Root, "a"))); // nothing is in it any more
        Assert.Equal(["c.txt", List], Files());
    }

    [Fact]
    public async Task A_file_that_somebody_changed_is_put_right_and_one_that_somebody_added_stays()
    {
        await WriteAsync(("a/b.txt", "1"));
        File.WriteAllText(Path.Combine(Root, "a", "b.txt"), "?");
        File.WriteAllText(Path.Combine(Root, "a", "mine.txt"), "mine");
        Assert.Equal((1, 0), await WriteAsync(("a/b.txt", "1")));
        Assert.Equal((0, 1), await WriteAsync());
        Assert.Equal(["a/mine.txt", List], Files());
    }

    [Theory]
    [InlineData("a.txt")]
    [InlineData("a.txt/b.txt")]
    public async Task What_somebody_else_put_there_is_not_written_over(string wanted)
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Combine(Root, "a.txt"), "mine");
        var refused = await Assert.ThrowsAsync<OutputException>(() => WriteAsync((wanted, "ours")));
        Assert.StartsWith("a.txt is in the way", refused.Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(Path.Combine(Root, "a.txt")));
    }

    [Fact]
    public async Task A_file_with_the_same_bytes_is_taken_over()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Combine(Root, "a.txt"), "same");
        Assert.Equal((0, 0), await WriteAsync(("a.txt", "same")));
        Assert.Equal((0, 1), await WriteAsync());
    }

    [Theory]
    [InlineData("link/b.txt")]
    [InlineData("file")]
    public async Task Nothing_is_written_through_a_symbolic_link(string wanted)
    {
        var elsewhere = Directory.CreateDirectory(_folder.File("elsewhere")).FullName;
        File.WriteAllText(Path.Combine(elsewhere, "target"), "theirs");
        Directory.CreateDirectory(Root);
        Directory.CreateSymbolicLink(Path.Combine(Root, "link"), elsewhere);
        File.CreateSymbolicLink(Path.Combine(Root, "file"), Path.Combine(elsewhere, "target"));
        await Assert.ThrowsAsync<OutputException>(() => WriteAsync((wanted, "ours")));
        Assert.Equal(["target"], Directory.GetFiles(elsewhere).Select(Path.GetFileName));
        Assert.Equal("theirs", File.ReadAllText(Path.Combine(elsewhere, "target")));
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("/x")]
    [InlineData("a//b")]
    [InlineData("a/./b")]
    [InlineData("")]
    [InlineData("a\\b")]
    [InlineData("a\nb")]
    public async Task A_name_that_leads_elsewhere_is_refused(string path)
    {
        await Assert.ThrowsAsync<OutputException>(() => WriteAsync((path, "x")));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task What_a_killed_run_wrote_is_known_to_the_next_one()
    {
        await WriteAsync(("old.txt", "1"));
        using (var killed = OutputFolder.Open(Root, List))
        {
            await killed.WriteAsync("half.txt", "1", CancellationToken.None);
            await killed.WriteAsync("whole.txt", "1", CancellationToken.None);
        }

        Assert.Equal((1, 1), await WriteAsync(("old.txt", "1"), ("whole.txt", "2"))); // half.txt is not foreign
        Assert.Equal(["list.jsonl", "old.txt", "whole.txt"], Files());
    }

    [Fact]
    public async Task What_was_made_of_the_same_inputs_is_kept_as_long_as_it_is_there()
    {
        async Task<bool> KeepOrWriteAsync(string inputs)
        {
            using var output = OutputFolder.Open(Root, List);
            var isKept = output.TryKeep("a.txt", inputs);
            if (!isKept)
            {
                await output.WriteAsync("a.txt", Encoding.UTF8.GetBytes("text"), inputs, CancellationToken.None);
            }

            output.Finish();
            return isKept;
        }

        Assert.False(await KeepOrWriteAsync("1"));
        Assert.True(await KeepOrWriteAsync("1"));
        Assert.False(await KeepOrWriteAsync("2"));
        File.WriteAllText(Path.Combine(Root, "a.txt"), "");
        Assert.False(await KeepOrWriteAsync("2")); // cut off by a power failure
        File.Delete(Path.Combine(Root, "a.txt"));
        Assert.False(await KeepOrWriteAsync("2"));
    }

    [Fact]
    public void A_damaged_list_is_refused_in_one_line()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllText(Path.Combine(Root, List), "{\"path\":\"../x\",\"sha256\":\"\",\"length\":1}\n");
        var refused = Assert.Throws<OutputException>(() => OutputFolder.Open(Root, List));
        Assert.Contains("is damaged (line 1)", refused.Message, StringComparison.Ordinal);
        File.WriteAllText(_folder.File("file"), "");
        Assert.EndsWith(
            "is a file: give a folder",
            Assert.Throws<OutputException>(() => OutputFolder.Open(_folder.File("file"), List)).Message,
            StringComparison.Ordinal
        );
    }

    private async Task<(int Written, int Removed)> WriteAsync(params (string Path, string Text)[] files)
    {
        using var output = OutputFolder.Open(Root, List);
        foreach (var (path, text) in files)
        {
            await output.WriteAsync(path, text, CancellationToken.None);
        }

        output.Finish();
        return (output.Written, output.Removed);
    }

    private IEnumerable<string> Files() =>
        Directory
            .EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Root, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
