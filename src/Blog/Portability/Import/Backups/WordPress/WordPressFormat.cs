using System.Text;
using System.Xml;
using Blog.Data.Posts.Files;
using Blog.Portability.Import.Backups.WordPress.Exports;
using Blog.Portability.Import.Sources;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import.Backups.WordPress;

/// <summary>The export of WordPress (Tools → Export): WXR 1.0 to 1.2, in one file or several.</summary>
internal sealed class WordPressFormat : IBackupFormat
{
    public SiteGenerator Tool => SiteGenerator.WordPress;

    public bool IsProven => false;

    public bool Recognizes(string path, ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        return text.Contains("<rss", StringComparison.Ordinal) && text.Contains("wordpress.org/export/1.", StringComparison.Ordinal);
    }

    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken)
    {
        var index = new WordPressIndex();
        foreach (var part in files.Parts)
        {
            ForEachItem(part, new WxrReader(part, withContent: false), null, index.Add, cancellationToken);
        }

        var site = new WordPressSite(ConfigOf(index), folder, index)
        {
            Mounts = files.Mount(
                "/wp-content/uploads",
                "wp-content/uploads",
                "uploads",
                "html/wp-content/uploads",
                "public_html/wp-content/uploads"
            )
                is { } uploads
                ? [uploads]
                : [],
        };
        var posts = new WordPressPosts(index, site.Root, folder, reading);
        foreach (var part in files.Parts)
        {
            var reader = new WxrReader(part, withContent: true) { OnComment = posts.Add };
            ForEachItem(part, reader, folder, (_, item) => posts.Add(item, site), cancellationToken);
        }

        posts.End();
        index.ForgetFiles();
        return site;
    }

    /// <summary>Reads a file to its end, or to where it is broken.</summary>
    /// <param name="folder">Learns where it is broken; null to say nothing.</param>
    private static void ForEachItem(
        string path,
        WxrReader reader,
        PostFolder? folder,
        Action<WxrChannel, WxrItem> add,
        CancellationToken cancellationToken
    )
    {
        using (reader)
        {
            try
            {
                foreach (var item in reader.Items())
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    add(reader.Channel, item);
                }

                add(reader.Channel, new WxrItem());
            }
            catch (XmlException broken)
            {
                add(reader.Channel, new WxrItem());
                folder?.Refuse(Path.GetFileName(path), $"is broken here, and what follows was not read ({Words(broken)})", reader.Line);
            }
        }
    }

    /// <summary>The reason without the place, which the report has anyway.</summary>
    private static string Words(XmlException broken)
    {
        var at = broken.Message.IndexOf(" Line ", StringComparison.Ordinal);
        return (at < 0 ? broken.Message : broken.Message[..at]).TrimEnd('.');
    }

    private static SiteConfig ConfigOf(WordPressIndex index)
    {
        var (fields, channel) = (new FrontMatterMap(), index.Channel);
        void Set(string key, string value)
        {
            if (value.Length > 0)
            {
                fields.Set(key, new FrontMatterValue.Text(value));
            }
        }

        Set("url", channel.BlogUrl.Length > 0 ? channel.BlogUrl : channel.Link);
        Set("title", System.Net.WebUtility.HtmlDecode(channel.Title));
        Set("subtitle", System.Net.WebUtility.HtmlDecode(channel.Description));
        Set("language", channel.Language);
        Set("author", channel.Authors.Count == 1 ? channel.Authors.Values.First() : "");
        if (index.Menu.ToList(index) is { Items.Count: > 0 } menu)
        {
            fields.Set("menu", menu);
        }

        return SiteConfig.OfBackup("the export", fields);
    }
}
