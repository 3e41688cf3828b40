using Blog.Tests.Data;
using Blog.Tests.Portability.StaticSite;

namespace Blog.Tests.Processes;

/// <summary>
/// security.md C1: an export of the static site is killed at any moment and begun again; the folder is that of an export that was left
/// alone, and no half file was ever in it.
/// </summary>
public sealed class ExportSiteKillTests : IDisposable
{
    private const int Posts = 60;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_killed_export_leaves_a_folder_that_the_next_one_completes()
    {
        MigratedDatabase.CopyIntoEmpty(_folder.File("data"));
        await using var blog = new BlogServer(_folder.File("data"));
        Assert.Equal(0, (await blog.RunAsync("import", Write())).Code);
        Assert.Equal(0, (await blog.RunAsync("export-site", _folder.File("alone"))).Code);
        var (random, kills, inTheMiddle) = (new Random(20261130), Deep.Count(2, 100), 0);
        var expected = ExportedSite.Bytes(_folder.File("alone/public"));
        for (var left = kills; left > 0; left--)
        {
            var site = _folder.File("site");
            var files = Count(site);
            blog.Begin("export-site", site);
            await Poll.UntilAsync(() => blog.Process.HasExited || Count(site) > files);
            await Task.Delay(random.Next(1, 300));
            var isDone = blog.Process.HasExited;
            await blog.KillAsync();
            Assert.All(
                ExportedSite.Bytes(Path.Combine(site, "public")),
                file => Assert.Equal(expected.GetValueOrDefault(file.Key), file.Value)
            );
            inTheMiddle += isDone ? 0 : 1;
            if (isDone || left % 5 == 0)
            {
                Directory.Delete(site, recursive: true); // from the beginning again
            }
        }

        var (code, output, error) = await blog.RunAsync("export-site", _folder.File("site"));
        Assert.True(code == 0, output + error);
        Assert.Equal(expected, ExportedSite.Bytes(_folder.File("site/public")));
        Assert.Contains(
            "0 written, 0 removed",
            (await blog.RunAsync("export-site", _folder.File("site"))).Output,
            StringComparison.Ordinal
        );
        Deep.Report($"kills in exports of the site: {kills}, {inTheMiddle} of them in the middle");
        Assert.True(inTheMiddle > 0, "no kill came while files were written: nothing was proved");
    }

    private static int Count(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.html", SearchOption.AllDirectories).Count() : 0;

    private string Write()
    {
        var posts = Directory.CreateDirectory(_folder.File("posts")).FullName;
        for (var i = 0; i < Posts; i++)
        {
            File.WriteAllText(
                Path.Combine(posts, $"p{i}.md"),
                $"---\ntitle: 第 {i} 篇\ndate: 2020-02-{1 + (i % 28):00} 10:00:00\ntags: [标签{i % 5}]\n---\n正文 {i}。\n"
            );
        }

        return posts;
    }
}
