using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Files;
using Blog.Data.Settings;
using Blog.Data.Startup;
using Blog.Portability.Output;
using Blog.Site;
using Blog.Storage.DataDirectory;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Export;

/// <summary>
/// Writes the blog as a folder of Markdown files with front matter, images and data files, which <c>import</c> reads back. The same blog
/// gives the same bytes, so that version control shows only what changed. It reads a copy of the database, so that nothing waits for it
/// and no image is deleted meanwhile.
/// </summary>
public sealed class BlogExport(IServiceScopeFactory scopes, DataFolder data, SiteOptions site, TimeProvider clock)
{
    /// <summary>Writes an export, or brings an earlier one in the same folder up to date.</summary>
    /// <exception cref="OutputException">The folder cannot be used; the message is one line.</exception>
    /// <exception cref="IOException">The disk is full or read-only; the next run completes what is there.</exception>
    public async Task<ExportReport> RunAsync(
        ExportRequest request,
        IProgress<ExportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        using var output = OutputFolder.Open(request.Folder, ExportNames.List);
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await using var reading = await DatabaseReading.OpenAsync(data, db, cancellationToken);
        var store = scope.ServiceProvider.GetRequiredService<MediaStore>();
        var report = await WriteAsync(reading.Db, store, request, output, progress, cancellationToken);
        output.Finish();
        return report with { Files = output.Files.Count, Written = output.Written, Removed = output.Removed };
    }

    private async Task<ExportReport> WriteAsync(
        BlogDb db,
        MediaStore store,
        ExportRequest request,
        OutputFolder output,
        IProgress<ExportProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        var settings = await db.Settings.AsNoTracking().SingleAsync(cancellationToken);
        var posts = new ExportedPosts(db, request, settings.Zone, clock.GetUtcNow());
        var addresses = await posts.AddressesAsync(cancellationToken);
        var (warnings, rows, used) = (new List<string>(), new List<ExportedPost>(), new HashSet<string>(StringComparer.Ordinal));
        await foreach (var (post, file) in posts.ReadAsync(cancellationToken))
        {
            progress?.Report(new ExportProgress(rows.Count, addresses.Count));
            var written = PostFileWriter.Write(file);
            var path = ExportNames.Of(FolderOf(post), post.Address.Value);
            if (written.Loss is { } loss)
            {
                warnings.Add($"{path}: {loss}");
            }

            await output.WriteAsync(path, written.Text, cancellationToken);
            used.UnionWith(written.Media.Select(media => media.Id));
            rows.Add(
                new ExportedPost(path, post.FeedId, post.CreatedAt, post.Author!.Name)
                {
                    Trash = post.State == PostState.Trash,
                    Sample = post.IsSample,
                }
            );
        }

        var tables = new ExportedTables(db, request, addresses);
        var snippets = await tables.SnippetsAsync(cancellationToken);
        var authors = await tables.AuthorsAsync(
            rows.Select(row => row.Author).Concat(snippets.Select(snippet => snippet.Author)),
            cancellationToken
        );
        var friends = await tables.FriendsAsync(settings.Friends.Path is not null, cancellationToken);
        used.UnionWith(PicturesOf(settings, authors));
        used.UnionWith(friends.Select(friend => friend.AvatarId).OfType<string>());
        var media = await tables.MediaAsync(used, cancellationToken);
        var (tags, categories) = (await tables.TagsAsync(cancellationToken), await tables.CategoriesAsync(cancellationToken));
        var series = await tables.SeriesAsync(cancellationToken);
        var (pages, comments) = (await tables.PagesAsync(cancellationToken), await tables.CommentsAsync(cancellationToken));
        await output.WriteAsync(ExportNames.PostData, ExportLines.Write(rows), cancellationToken);
        await output.WriteAsync(ExportNames.Settings, SettingsFile.Write(settings.Choices), cancellationToken);
        await output.WriteAsync(ExportNames.Authors, ExportLines.Write(authors), cancellationToken);
        await output.WriteAsync(ExportNames.Tags, ExportLines.Write(tags), cancellationToken);
        await output.WriteAsync(ExportNames.Categories, ExportLines.Write(categories), cancellationToken);
        await output.WriteAsync(
            ExportNames.Friends,
            ExportLines.Write(
                friends.Select(friend => new ExportedFriend(friend.Name, friend.Url, friend.Words, friend.Section, friend.Avatar?.Path))
            ),
            cancellationToken
        );
        await output.WriteAsync(ExportNames.Snippets, ExportLines.Write(snippets), cancellationToken);
        await output.WriteAsync(ExportNames.Series, ExportLines.Write(series), cancellationToken);
        await output.WriteAsync(
            ExportNames.Redirects,
            ExportLines.Write(await tables.RedirectsAsync(media, tags, categories, series, cancellationToken)),
            cancellationToken
        );
        await output.WriteAsync(ExportNames.Counts, ExportLines.Write(pages), cancellationToken);
        await output.WriteAsync(ExportNames.Comments, ExportLines.Write(comments), cancellationToken);
        var home = site.PublicUrl.AbsoluteUri.TrimEnd('/');
        await output.WriteAsync(
            GeneratorConfigs.HexoName,
            GeneratorConfigs.Hexo(settings, home, authors is [var first, ..] ? first.Name : null, tags, categories),
            cancellationToken
        );
        await output.WriteAsync(GeneratorConfigs.HugoName, GeneratorConfigs.Hugo(settings, home), cancellationToken);
        var images = new List<ExportedMedia>();
        foreach (var file in media)
        {
            progress?.Report(new ExportProgress(rows.Count + images.Count, rows.Count + media.Count));
            if (store.Find(file) is not { } path)
            {
                warnings.Add($"the image {file.Path} is missing in the data folder: it is not exported");
                continue;
            }

            var name = $"/media/{file.Id}/{file.Name}";
            await output.CopyAsync(ExportNames.OfMedia(name), path, cancellationToken);
            images.Add(new ExportedMedia(name, file.Alt, file.CreatedAt) { Name = file.DownloadName });
        }

        await output.WriteAsync(ExportNames.Media, ExportLines.Write(images), cancellationToken);
        return new ExportReport(rows.Count, images.Count, comments.Count, 0, 0, 0) { Warnings = warnings };
    }

    private static string FolderOf(Post post) =>
        post.State == PostState.Trash ? ExportNames.Trash
        : post.State == PostState.Draft ? ExportNames.Drafts
        : post.Kind == PostKind.Page ? ExportNames.Pages
        : ExportNames.Posts;

    private static IEnumerable<string> PicturesOf(SiteSettings settings, IEnumerable<ExportedAuthor> authors) =>
        new[] { settings.Identity.Logo, settings.Identity.Favicon, settings.Identity.FooterPicture, settings.Discovery.ShareImage }
            .Concat(authors.Select(author => author.Picture))
            .Select(MediaFile.IdIn)
            .OfType<string>();
}
