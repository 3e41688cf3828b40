using Blog.Tests.Data;
using Blog.Tests.Portability.Export;

namespace Blog.Tests.Processes;

/// <summary>An export is killed at any moment and begun again: the folder is then what a fresh export is, with nothing left over.</summary>
public sealed class ExportKillTests : IDisposable
{
    private const int Posts = 80;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_export_is_completed_by_the_next_one()
    {
        MigratedDatabase.CopyIntoEmpty(_folder.File("data"));
        await using var blog = new BlogServer(_folder.File("data"));
        await RunAsync(blog, "import", WriteSite(Posts));
        var (fresh, killed) = (_folder.File("fresh"), _folder.File("killed"));
        await RunAsync(blog, "export", fresh);
        var (random, inTheMiddle, kills) = (new Random(20261130), 0, Deep.Count(2, 100));
        for (var kill = 0; kill < kills; kill++)
        {
            var had = Files(killed);
            blog.Begin("export", killed);
            var after = random.Next(Posts);
            await Poll.UntilAsync(() => blog.Process.HasExited || Files(killed) > had + after);
            var isDone = blog.Process.HasExited;
            await blog.KillAsync();
            if (isDone)
            {
                RoundTrip.AssertSame(fresh, killed);
                Directory.Delete(killed, recursive: true);
            }
            else
            {
                inTheMiddle++;
            }
        }

        await RunAsync(blog, "export", killed);
        RoundTrip.AssertSame(fresh, killed);
        Deep.Report($"kills in exports: {kills}, {inTheMiddle} of them while files were written");
        Assert.True(inTheMiddle > 0, "no kill came while files were written: nothing was proved");
    }

    [Fact]
    public async Task The_command_says_what_it_wrote_and_refuses_a_file_in_one_line()
    {
        MigratedDatabase.CopyIntoEmpty(_folder.File("data"));
        await using var blog = new BlogServer(_folder.File("data"));
        await RunAsync(blog, "import", WriteSite(2));
        var (code, output, _) = await blog.RunAsync("export", _folder.File("out"));
        Assert.Equal((0, "2 posts and pages, 0 images, 0 comments; of 16 files 16 written, 0 removed"), (code, output.Trim()));
        File.WriteAllText(_folder.File("file"), "");
        var (refused, _, error) = await blog.RunAsync("export", _folder.File("file"));
        Assert.Equal((2, $"export: {_folder.File("file")} is a file: give a folder"), (refused, error.Trim()));
    }

    private static async Task RunAsync(BlogServer blog, params string[] arguments)
    {
        var (code, _, error) = await blog.RunAsync(arguments);
        Assert.True(code == 0, error);
    }

    private static int Files(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories).Count() : 0;

    private string WriteSite(int posts)
    {
        var site = Directory.CreateDirectory(_folder.File("site")).FullName;
        for (var number = 0; number < posts; number++)
        {
            File.WriteAllText(
                Path.Combine(site, $"post-{number}.md"),
                $"---\ntitle: 第 {number} 篇\ndate: 2024-01-01 08:00:00\npermalink: /{number % 7}/post-{number}/\n---\n正文 {number}。\n"
            );
        }

        return site;
    }
}
