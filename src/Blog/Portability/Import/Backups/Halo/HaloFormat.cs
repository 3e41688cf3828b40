using System.Text.Json;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Comments.Systems;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.Halo;

/// <summary>The full backup of Halo 2 (Console → 备份): <c>extensions.data</c> and the uploads in <c>workdir/</c>.</summary>
/// <remarks>Source: application/src/main/java/run/halo/app/migration of halo-dev/halo.</remarks>
internal sealed class HaloFormat : IBackupFormat
{
    public SiteGenerator Tool => SiteGenerator.Halo;

    public bool IsProven => false;

    public bool Recognizes(string path, ReadOnlySpan<byte> head) =>
        head.TrimStart("\uFEFF \t\r\n"u8) is [(byte)'[', ..] && head.IndexOf("\"/registry/"u8) >= 0 && head.IndexOf("\"data\""u8) >= 0;

    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken)
    {
        using var texts = new TextSpool(reading.Temporary);
        var index = new HaloIndex(texts);
        ForEach(files.Parts[0], index.Add, folder, cancellationToken);
        ForEach(files.Parts[0], index.AddSnapshot, null, cancellationToken);
        var site = new HaloSite(ConfigOf(index), folder, index)
        {
            Mounts =
            [
                .. new[]
                {
                    files.Mount("/upload", "workdir/attachments/upload", "attachments/upload", "upload"),
                    files.Mount("/upload", "workdir/attachments/migrate-from-1.x", "attachments/migrate-from-1.x"),
                }.OfType<SourceMount>(),
            ],
        };
        var posts = new HaloPosts(index, site.Root, folder);
        posts.AddAll();
        ForEach(files.Parts[0], posts.AddComment, null, cancellationToken);
        posts.End();
        if (index.Unreadable > 0)
        {
            folder.Note(string.Create(CultureInfo.InvariantCulture, $"{index.Unreadable} parts of the backup cannot be read: left out"));
        }

        return site;
    }

    private static void ForEach(
        string path,
        Action<string, string, JsonElement?> add,
        PostFolder? folder,
        CancellationToken cancellationToken
    )
    {
        using var rows = new JsonRows(path, name => name.Length == 0);
        try
        {
            foreach (var (_, row) in rows.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                var name = row.Text("name") ?? "";
                var segments = name.Split('/', StringSplitOptions.RemoveEmptyEntries);
                if (segments is ["registry", .., var plural, var id] && HaloIndex.Wants(plural))
                {
                    // A counter's own name has a slash in it.
                    var counter = name.IndexOf("/counters/", StringComparison.Ordinal);
                    add(
                        counter < 0 ? plural : "counters",
                        counter < 0 ? id : name[(counter + "/counters/".Length)..],
                        Decode(row.Text("data"))
                    );
                }
                else if (name.Contains("/counters/", StringComparison.Ordinal))
                {
                    add(
                        "counters",
                        name[(name.IndexOf("/counters/", StringComparison.Ordinal) + "/counters/".Length)..],
                        Decode(row.Text("data"))
                    );
                }
            }
        }
        catch (JsonException broken)
        {
            folder?.Refuse(Path.GetFileName(path), "broken JSON", (int)Math.Min(int.MaxValue, broken.LineNumber + 1 ?? 0));
        }
    }

    private static JsonElement? Decode(string? data)
    {
        try
        {
            using var document = JsonDocument.Parse(System.Convert.FromBase64String(data ?? ""), new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.Clone();
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private static SiteConfig ConfigOf(HaloIndex index)
    {
        var (fields, basic) = (new FrontMatterMap(), index.Basic);
        foreach (
            var (key, name) in new[] { ("url", "externalUrl"), ("title", "title"), ("subtitle", "subtitle"), ("language", "language") }
        )
        {
            if (basic?.Text(name) is { } value)
            {
                fields.Set(key, new FrontMatterValue.Text(value));
            }
        }

        return SiteConfig.OfBackup("the backup", fields);
    }
}
