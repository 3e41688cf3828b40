using Blog.Data.Media;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Pages;
using Blog.Portability.StaticSite.Pipeline;

namespace Blog.Portability.StaticSite;

/// <summary>Asks the program for one file of each kind, to learn its headers.</summary>
internal sealed class KindSamples
{
    /// <summary>One address of each kind of files that every site has.</summary>
    private static readonly Dictionary<string, string> OfAny = new(StringComparer.Ordinal)
    {
        [FileKinds.PageName] = "/",
        ["not_found"] = WholeSitePages.NotFound,
        ["atom"] = "/feed.xml",
        ["rss"] = "/rss.xml",
        ["json_feed"] = "/feed.json",
        ["opensearch"] = "/opensearch.xml",
        ["manifest"] = "/site.webmanifest",
        ["text"] = "/robots.txt",
        ["icon"] = "/favicon.ico",
    };

    private readonly Dictionary<string, Task<SiteResponse>> _answers = new(StringComparer.Ordinal);
    private readonly SitePipeline _pipeline;
    private readonly CancellationToken _cancellationToken;

    /// <summary>Asks at once for those that every site has.</summary>
    public KindSamples(SitePipeline pipeline, CancellationToken cancellationToken)
    {
        (_pipeline, _cancellationToken) = (pipeline, cancellationToken);
        Ask(OfAny);
    }

    /// <summary>The answers by names of kinds.</summary>
    public IReadOnlyDictionary<string, Task<SiteResponse>> Answers => _answers;

    /// <summary>Asks for those that only some sites have.</summary>
    /// <param name="own">Paths of scripts, stylesheets and icons.</param>
    /// <param name="drawn">Paths of diagrams.</param>
    public void AskFor(PostPages posts, IReadOnlyList<string> own, IEnumerable<MediaFile> media, IEnumerable<string> drawn)
    {
        var samples = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["icon_asset"] = own.First(path => path.EndsWith(".png", StringComparison.Ordinal)),
            ["asset"] = own.First(path => path.EndsWith(".css", StringComparison.Ordinal)),
        };
        if (posts.Sources().FirstOrDefault() is { } source)
        {
            samples["markdown"] = source.Path;
        }

        foreach (var file in media)
        {
            var kind = file.Attachment is { IsPlayable: var plays } ? (plays ? "media_player" : "media_file") : "media";
            samples[file.Extension == ".svg" ? "media_svg" : kind] = $"/media/{file.Id}/{file.Name}";
        }

        if (drawn.FirstOrDefault() is { } drawing)
        {
            samples["media_svg"] = drawing;
        }

        Ask(samples);
    }

    private void Ask(IReadOnlyDictionary<string, string> paths)
    {
        foreach (var (name, path) in paths)
        {
            _answers[name] = Task.Run(() => _pipeline.AskAsync(path, _cancellationToken, HttpMethods.Head), _cancellationToken);
        }
    }
}
