using System.Text;
using System.Xml;
using Blog.Site;
using Blog.Site.Feeds;

namespace Blog.Reading.Feeds.Crawlers;

/// <summary>
/// <c>/sitemap.xml</c> (sitemaps.org 0.9): one file, or an index of <c>/sitemap-1.xml</c> and so on if a single file would be long.
/// Streamed while it is read.
/// </summary>
internal static class Sitemap
{
    private const string ContentType = "application/xml; charset=utf-8";
    private const string Space = "http://www.sitemaps.org/schemas/sitemap/0.9";
    private const string Xhtml = "http://www.w3.org/1999/xhtml";
    private const int FlushBytes = 64 * 1024;

    /// <summary>The whole sitemap, or the index.</summary>
    public static async Task<IResult> WholeAsync(
        HttpContext context,
        SitemapUrls urls,
        SitemapSize size,
        SiteContext site,
        CancellationToken cancellationToken
    )
    {
        var (perFile, files) = await urls.PlanAsync(cancellationToken);
        size.Note(files);
        if (files == 1)
        {
            return await WriteAsync(context, site, urls.ReadAsync(0, perFile, cancellationToken));
        }

        using var bytes = new MemoryStream();
        await using (var xml = Begin(bytes))
        {
            xml.WriteStartElement("sitemapindex", Space);
            for (var part = 1; part <= files; part++)
            {
                xml.WriteStartElement("sitemap", Space);
                xml.WriteElementString("loc", Space, site.Absolute(string.Create(CultureInfo.InvariantCulture, $"/sitemap-{part}.xml")));
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
        }

        return Results.Bytes(bytes.ToArray(), ContentType);
    }

    /// <summary>One part of a sitemap that is split.</summary>
    public static async Task<IResult> PartAsync(
        HttpContext context,
        int part,
        SitemapUrls urls,
        SitemapSize size,
        SiteContext site,
        CancellationToken cancellationToken
    )
    {
        if (size.Excludes(part))
        {
            return Results.NotFound();
        }

        var (perFile, files) = await urls.PlanAsync(cancellationToken);
        size.Note(files);
        return files == 1 || part > files
            ? Results.NotFound()
            : await WriteAsync(context, site, urls.ReadAsync((part - 1) * perFile, perFile, cancellationToken));
    }

    private static async Task<IResult> WriteAsync(HttpContext context, SiteContext site, IAsyncEnumerable<SitemapUrl> urls)
    {
        var response = context.Response;
        response.ContentType = ContentType;
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return Results.Empty;
        }

        using var bytes = new MemoryStream();
        await using (var xml = Begin(bytes))
        {
            xml.WriteStartElement("urlset", Space);
            xml.WriteAttributeString("xmlns", "xhtml", null, Xhtml);
            await foreach (var url in urls)
            {
                Write(xml, url, site);
                if (bytes.Length > FlushBytes)
                {
                    await HandOverAsync(bytes, response);
                }
            }

            xml.WriteEndElement();
        }

        await HandOverAsync(bytes, response);
        return Results.Empty;
    }

    private static XmlWriter Begin(Stream stream) =>
        XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Async = true });

    private static void Write(XmlWriter xml, SitemapUrl url, SiteContext site)
    {
        xml.WriteStartElement("url", Space);
        xml.WriteElementString("loc", Space, site.Absolute(url.Path));
        if (url.Changed is { } at)
        {
            xml.WriteElementString("lastmod", Space, FeedXml.Instant(at));
        }

        foreach (var (language, path) in url.Alternates)
        {
            xml.WriteStartElement("xhtml", "link", Xhtml);
            xml.WriteAttributeString("rel", "alternate");
            xml.WriteAttributeString("hreflang", language);
            xml.WriteAttributeString("href", site.Absolute(path));
            xml.WriteEndElement();
        }

        xml.WriteEndElement();
    }

    private static async Task HandOverAsync(MemoryStream bytes, HttpResponse response)
    {
        await response.Body.WriteAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), response.HttpContext.RequestAborted);
        bytes.SetLength(0);
    }
}
