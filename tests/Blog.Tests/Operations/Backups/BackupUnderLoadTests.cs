using Blog.Data.Media;
using Blog.Data.Media.Library;
using Blog.Tests.Data;
using Blog.Tests.Processes;
using Microsoft.Data.Sqlite;

namespace Blog.Tests.Operations.Backups;

/// <summary>Backups by a separate process while another writes without pause (security.md C10).</summary>
public sealed class BackupUnderLoadTests
{
    [Fact]
    public async Task Backups_under_write_load_are_each_restored_and_equal()
    {
        await using var blog = await WrittenBlog.CreateAsync();
        using var stop = new CancellationTokenSource();
        var acknowledged = 0;
        var writing = Task.Run(async () =>
        {
            var image = default(MediaFile);
            while (!stop.IsCancellationRequested)
            {
                var number = acknowledged + 1;
                await blog.Host.WriteAsync(DataHost.Request($"load {number}", $"text {number * 7} {new string('字', 400)}"));
                Volatile.Write(ref acknowledged, number);
                if (number % 3 == 0)
                {
                    // One image more, and the one before gone.
                    var before = image;
                    image = await blog.AddImageAsync(
                        System.Text.Encoding.UTF8.GetBytes($"<svg xmlns='http://www.w3.org/2000/svg' width='{number}' height='1'/>"),
                        ".svg",
                        "image/svg+xml"
                    );
                    if (before is not null)
                    {
                        await blog.Host.WithAsync<MediaLibrary, bool>(async library =>
                        {
                            await library.DeleteAsync(before, CancellationToken.None);
                            return true;
                        });
                    }
                }
            }
        });
        var backups = Deep.Count(1, 50);
        for (var i = 0; i < backups; i++)
        {
            var least = Volatile.Read(ref acknowledged);
            var (code, _, error) = await BlogCommand.RunAsync(blog.Folder, "backup", blog.Beside($"{i}.zip"));
            var most = Volatile.Read(ref acknowledged) + 1; // one may be committed and not acknowledged yet
            Assert.True(code == 0, error);
            // images deleted meanwhile were kept until it was done
            Assert.DoesNotContain("starting again", error, StringComparison.Ordinal);
            var restored = blog.Beside($"restored-{i}");
            (code, _, error) = await BlogCommand.RunAsync(restored, "restore", blog.Beside($"{i}.zip"));
            Assert.True(code == 0, error);
            var rows = Rows(restored);
            Assert.InRange(rows.Count, least, most);
            Assert.Equal(Rows(blog.Folder).Take(rows.Count), rows);
            (code, var output, error) = await BlogCommand.RunAsync(restored, "check");
            Assert.True(code == 0, output + error);
            Directory.Delete(restored, recursive: true);
        }

        Deep.Report($"{backups} backups under load, {acknowledged} writes: each restored and equal");
        Assert.True(acknowledged > 10, $"{acknowledged} writes are no load");
        await stop.CancelAsync();
        await writing;
    }

    /// <summary>The posts of the load in order, each with its counters and its revisions.</summary>
    private static List<string> Rows(string folder)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder, "blog.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT Title, Markdown, BodyHtml, WordCount, FeedId,
                (SELECT count(*) FROM Revisions WHERE PostId = Posts.Id), (SELECT count(*) FROM PostSearch WHERE rowid = Posts.Id)
            FROM Posts WHERE Title LIKE 'load %' ORDER BY Id
            """;
        using var reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(
                string.Join(
                    '|',
                    Enumerable
                        .Range(0, reader.FieldCount)
                        .Select(i => Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture))
                )
            );
        }

        return rows;
    }
}
