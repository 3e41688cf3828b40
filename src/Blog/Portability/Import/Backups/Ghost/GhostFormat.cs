using System.Text;
using System.Text.Json;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.Ghost;

/// <summary>The export of Ghost (Settings → Migration tools, before: Labs) of version 0.5 to 6, alone or with the site's files.</summary>
internal sealed class GhostFormat : IBackupFormat
{
    private const int MaxSettings = 512 * 1024;

    public SiteGenerator Tool => SiteGenerator.Ghost;

    public bool IsProven => false;

    public bool Recognizes(string path, ReadOnlySpan<byte> head)
    {
        var text = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\n', '\r', '\t');
        return text.StartsWith('{')
            && text.Contains("\"exported_on\"", StringComparison.Ordinal)
            && text.Contains("\"version\"", StringComparison.Ordinal)
            && text.Contains("\"data\"", StringComparison.Ordinal);
    }

    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken)
    {
        var index = new GhostIndex();
        foreach (var part in files.Parts)
        {
            ForEachRow(part, GhostIndex.Wants, index.Add, null, cancellationToken);
        }

        var addresses = new GhostAddresses(
            TextOf(files, "routes.yaml", "content/settings/routes.yaml", "settings/routes.yaml"),
            TextOf(
                files,
                "redirects.yaml",
                "redirects.json",
                "content/data/redirects.yaml",
                "content/data/redirects.json",
                "data/redirects.yaml",
                "data/redirects.json"
            ),
            index.Settings.GetValueOrDefault("permalinks") ?? ""
        );
        var posts = new GhostPosts(index, addresses, folder, reading);
        foreach (var part in files.Parts)
        {
            ForEachRow(part, table => table == "posts", (_, row) => posts.Add(row), folder, cancellationToken);
        }

        posts.End();
        return new GhostSite(ConfigOf(index), folder, index, addresses)
        {
            Mounts =
            [
                .. new[]
                {
                    files.Mount("/content/images", "content/images", "images"),
                    files.Mount("/content/media", "content/media", "media"),
                    files.Mount("/content/files", "content/files", "files"),
                }.OfType<SourceMount>(),
            ],
        };
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
                $"is broken here, and what follows was not read (not JSON)",
                (int)(broken.LineNumber + 1 ?? 0)
            );
        }
    }

    /// <summary>A small file of the site; null if it is not there.</summary>
    private static string? TextOf(BackupFiles files, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var file = new FileInfo(Path.Combine(files.Folder, name));
            if (file is { Exists: true, Length: > 0 and <= MaxSettings } && !SourceFolder.IsBehindLink(file.FullName, files.Folder))
            {
                return File.ReadAllText(file.FullName);
            }
        }

        return null;
    }

    private static SiteConfig ConfigOf(GhostIndex index)
    {
        var fields = new FrontMatterMap();
        void Set(string key, params ReadOnlySpan<string> settings)
        {
            foreach (var setting in settings)
            {
                if (index.Settings.GetValueOrDefault(setting) is { Length: > 0 } value)
                {
                    fields.Set(key, new FrontMatterValue.Text(value));
                    return;
                }
            }
        }

        if (index.Url is { } url)
        {
            fields.Set("url", new FrontMatterValue.Text(url));
        }

        Set("title", "title");
        Set("subtitle", "description");
        Set("language", "locale", "lang", "default_locale");
        Set("timezone", "timezone", "active_timezone", "activeTimezone");
        Set("per_page", "postsPerPage");
        if (index.Settings.GetValueOrDefault("navigation") is { Length: > 0 } navigation)
        {
            fields.Set("menu", MenuOf(navigation));
        }

        return SiteConfig.OfBackup("the export", fields);
    }

    /// <summary>As a list of entries with name and address.</summary>
    private static FrontMatterValue.List MenuOf(string navigation)
    {
        try
        {
            using var json = JsonDocument.Parse(navigation);
            return new FrontMatterValue.List([
                .. json
                    .RootElement.Items()
                    .Select(entry =>
                    {
                        var map = new FrontMatterMap();
                        map.Set("name", new FrontMatterValue.Text(entry.Text("label")));
                        map.Set("url", new FrontMatterValue.Text(entry.Text("url")));
                        return new FrontMatterValue.Map(map);
                    }),
            ]);
        }
        catch (JsonException)
        {
            return new FrontMatterValue.List([]);
        }
    }
}
