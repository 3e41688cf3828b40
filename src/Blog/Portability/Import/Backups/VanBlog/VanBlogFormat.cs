using System.Text;
using System.Text.Json;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Comments.Systems;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.VanBlog;

/// <summary>The backup of VanBlog (站点管理 → 系统设置 → 备份恢复): one JSON file. Pictures, comments and custom pages are not in it.</summary>
/// <remarks>Source: packages/server-ng/src/controller/admin/backup and packages/server-ng/src/scheme of Mereithhh/vanblog.</remarks>
internal sealed class VanBlogFormat : IBackupFormat
{
    private const long MaxBytes = 512L << 20;
    private const int TailLength = 64 * 1024;

    public SiteGenerator Tool => SiteGenerator.VanBlog;

    public bool IsProven => false;

    public bool Recognizes(string path, ReadOnlySpan<byte> head)
    {
        if (head.TrimStart("\uFEFF \t\r\n"u8) is not [(byte)'{', ..] || head.IndexOf("\"articles\""u8) < 0)
        {
            return false;
        }

        using var file = File.OpenRead(path);
        file.Seek(-Math.Min(file.Length, TailLength), SeekOrigin.End);
        using var reader = new StreamReader(file, Encoding.Latin1);
        var tail = reader.ReadToEnd();
        return Contains("\"viewer\"", head, tail) && (Contains("\"setting\"", head, tail) || Contains("\"static\"", head, tail));
    }

    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken)
    {
        using var backup = Parse(files.Parts[0]);
        var root = backup.RootElement;
        var site = new VanBlogSite(ConfigOf(root), folder)
        {
            Mounts = files.Mount("/static/img", "static/img", "img", "static") is { } pictures ? [pictures] : [],
        };
        var posts = new VanBlogPosts(folder, site.Root, VanBlogPosts.PrivateCategories(root));
        foreach (var row in RowsOf(root, "articles"))
        {
            cancellationToken.ThrowIfCancellationRequested();
            posts.AddArticle(row);
        }

        foreach (var row in RowsOf(root, "drafts"))
        {
            posts.AddDraft(row);
        }

        posts.AddPages(root);
        posts.End();
        return site;
    }

    /// <summary>The objects of an array; none where there is no such array.</summary>
    internal static IEnumerable<JsonElement> RowsOf(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var rows) && rows.ValueKind == JsonValueKind.Array
            ? rows.EnumerateArray().Where(row => row.ValueKind == JsonValueKind.Object)
            : [];

    /// <summary>An object in an object; an undefined one where there is none.</summary>
    internal static JsonElement PartOf(JsonElement parent, string name) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out var part) && part.ValueKind == JsonValueKind.Object
            ? part
            : default;

    private static bool Contains(string word, ReadOnlySpan<byte> head, string tail) =>
        head.IndexOf(Encoding.ASCII.GetBytes(word)) >= 0 || tail.Contains(word, StringComparison.Ordinal);

    private static JsonDocument Parse(string path)
    {
        if (new FileInfo(path).Length > MaxBytes)
        {
            throw new BackupException($"{Path.GetFileName(path)} is larger than {MaxBytes >> 20} MB");
        }

        try
        {
            using var file = File.OpenRead(path);
            return JsonDocument.Parse(file, new JsonDocumentOptions { MaxDepth = 32 });
        }
        catch (JsonException e)
        {
            var line = e.LineNumber + 1 ?? 1;
            throw new BackupException(string.Create(CultureInfo.InvariantCulture, $"{Path.GetFileName(path)}, line {line}: broken JSON"));
        }
    }

    private static SiteConfig ConfigOf(JsonElement root)
    {
        var (fields, info) = (new FrontMatterMap(), PartOf(PartOf(root, "meta"), "siteInfo"));
        foreach (var (key, name) in new[] { ("url", "baseUrl"), ("title", "siteName"), ("subtitle", "siteDesc"), ("author", "author") })
        {
            if (info.Text(name) is { } value)
            {
                fields.Set(key, new FrontMatterValue.Text(value));
            }
        }

        return SiteConfig.OfBackup("the backup", fields);
    }
}
