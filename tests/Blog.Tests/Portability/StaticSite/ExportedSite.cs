using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Blog.Data.Media;
using Blog.Images;
using Blog.Portability.StaticSite;
using Blog.Storage.Database;
using Blog.Storage.DataDirectory;
using Blog.Tests.Data;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.StaticSite;

internal static class Images
{
    /// <summary>Puts a picture into the library.</summary>
    /// <returns>Its path.</returns>
    public static async Task<string> AddImageAsync(this BlogApplication blog, string name, int width)
    {
        var path = "";
        var content = (await ImageFile.ReadAsync(TestImages.Photo(width, width / 2, Path.GetExtension(name)))).Content!;
        await blog.WithDbAsync(async db =>
        {
            var file = await new MediaStore(blog.Services.GetRequiredService<DataFolder>(), db, blog.Clock).AddAsync(
                content,
                name,
                "",
                default
            );
            await db.SaveChangesAsync();
            path = file.Path;
        });
        return path;
    }
}

/// <summary>A blog and the folder that its static site is written to.</summary>
internal sealed class ExportedSite(BlogApplication blog) : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public string Public => Path.Combine(Folder, "public");

    /// <summary>All written files of the site, relative, with forward slashes.</summary>
    public IReadOnlyList<string> Files =>
        [
            .. Directory
                .EnumerateFiles(Public, "*", SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Public, file).Replace('\\', '/'))
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>Brings the folder up to date, in the serving program.</summary>
    public async Task<StaticSiteReport> ExportAsync(bool all = false, CancellationToken cancellationToken = default)
    {
        _ = blog.Reader; // starts it
        await blog.Services.GetRequiredService<Readiness>().Task;
        return await blog.Services.GetRequiredService<SiteFolderExport>().RunAsync(Folder, all, null, cancellationToken);
    }

    public string Text(string file) => File.ReadAllText(Path.Combine(Public, file));

    public IHtmlDocument Page(string file) => new HtmlParser().ParseDocument(Text(file));

    public bool Has(string file) => File.Exists(Path.Combine(Public, file));

    /// <summary>The bytes of every file below a folder, by path; of the list of what was written too.</summary>
    public static IReadOnlyDictionary<string, string> Bytes(string folder) =>
        Directory
            .EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .ToDictionary(
                file => Path.GetRelativePath(folder, file).Replace('\\', '/'),
                file => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file))),
                StringComparer.Ordinal
            );

    /// <summary>When every file was last written.</summary>
    public IReadOnlyDictionary<string, DateTime> Times() =>
        Files.ToDictionary(file => file, file => File.GetLastWriteTimeUtc(Path.Combine(Public, file)), StringComparer.Ordinal);

    /// <summary>Gives every file an old time, so that a written one shows.</summary>
    public void Age()
    {
        foreach (var file in Files)
        {
            File.SetLastWriteTimeUtc(Path.Combine(Public, file), DateTime.UnixEpoch.AddDays(1));
        }
    }

    /// <summary>The files that were written since.</summary>
    public IReadOnlyList<string> WrittenSinceAged() => [.. Times().Where(file => file.Value.Year > 1970).Select(file => file.Key)];

    public void Dispose() => _folder.Dispose();
}
