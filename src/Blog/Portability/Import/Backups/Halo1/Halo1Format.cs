using System.Text.Json;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.Halo1;

/// <summary>The data export of Halo 1.x (小工具 → 数据导出): one JSON file with a table an array. Uploads are not in it.</summary>
/// <remarks>
/// Source: service/impl/BackupServiceImpl.java (exportData) and model/entity of halo-dev/halo, branch release-1.6. Its tables come in the
/// order of Java's hash of their names.
/// </remarks>
internal sealed class Halo1Format : IBackupFormat
{
    /// <summary>Tables that come first in some version, so that other files are not searched.</summary>
    private static readonly string[] First = ["attachments", "export_date", "journal_comments", "theme_settings", "version", "posts"];

    public SiteGenerator Tool => SiteGenerator.Halo;

    public bool IsProven => false;

    public bool Recognizes(string path, ReadOnlySpan<byte> head)
    {
        var text = System.Text.Encoding.Latin1.GetString(head).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        return text.StartsWith('{')
            && First.Any(name => text[1..].TrimStart().StartsWith($"\"{name}\"", StringComparison.Ordinal))
            && HasTables(path);
    }

    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken)
    {
        using var texts = new TextSpool(reading.Temporary);
        var index = new Halo1Index(texts, reading.Zone);
        foreach (var part in files.Parts)
        {
            ForEachRow(part, Halo1Index.Wants, index.Add, null, cancellationToken);
        }

        foreach (var part in files.Parts)
        {
            ForEachRow(part, table => table == Halo1Index.PatchLogs, (_, row) => index.AddPatch(row), null, cancellationToken);
        }

        var site = new Halo1Site(ConfigOf(index), folder, index)
        {
            Mounts = files.Mount("/upload", "upload", "migrate-from-1.x", "attachments/migrate-from-1.x") is { } uploads ? [uploads] : [],
        };
        var posts = new Halo1Posts(index, site.Root, folder);
        foreach (var part in files.Parts)
        {
            ForEachRow(part, Halo1Posts.Wants, posts.Add, folder, cancellationToken);
        }

        posts.End();
        return site;
    }

    /// <summary>Whether the file has tables that only this export has together.</summary>
    private static bool HasTables(string path)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        using var rows = new JsonRows(
            path,
            table =>
            {
                found.Add(table);
                return table is "post_categories" or "sheets" or "options";
            }
        );
        try
        {
            return rows.Read().Take(100_000).Any(_ => found.Contains("posts") && found.Contains("options"));
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Reads a file to its end, or to where it is broken.</summary>
    /// <param name="folder">Learns where it is broken; null to say nothing.</param>
    private static void ForEachRow(
        string path,
        Func<string, bool> wants,
        Action<string, JsonElement> add,
        PostFolder? folder,
        CancellationToken cancellationToken
    )
    {
        using var rows = new JsonRows(path, wants);
        try
        {
            foreach (var (table, row) in rows.Read())
            {
                cancellationToken.ThrowIfCancellationRequested();
                add(table, row);
            }
        }
        catch (JsonException broken)
        {
            folder?.Refuse(
                Path.GetFileName(path),
                "is broken here, and what follows was not read (not JSON)",
                (int)Math.Min(int.MaxValue, broken.LineNumber + 1 ?? 0)
            );
        }
    }

    private static SiteConfig ConfigOf(Halo1Index index)
    {
        var fields = new FrontMatterMap();
        void Set(string key, string? value)
        {
            if (!string.IsNullOrWhiteSpace(value))
            {
                fields.Set(key, new FrontMatterValue.Text(value));
            }
        }

        Set("url", index.Options.GetValueOrDefault("blog_url"));
        Set("title", index.Options.GetValueOrDefault("blog_title"));
        Set("description", index.Options.GetValueOrDefault("seo_description"));
        Set("language", index.Options.GetValueOrDefault("blog_locale"));
        Set("per_page", index.Options.GetValueOrDefault("post_index_page_size"));
        Set("author", index.Author);
        if (index.Menu.Count > 0)
        {
            fields.Set("menu", MenuOf(index.Menu));
        }

        return SiteConfig.OfBackup("the export", fields);
    }

    /// <summary>As a list of entries with name and address.</summary>
    private static FrontMatterValue.List MenuOf(IEnumerable<(string Name, string Url)> menu) =>
        new([
            .. menu.Select(entry =>
            {
                var map = new FrontMatterMap();
                map.Set("name", new FrontMatterValue.Text(entry.Name));
                map.Set("url", new FrontMatterValue.Text(entry.Url));
                return new FrontMatterValue.Map(map);
            }),
        ]);
}
