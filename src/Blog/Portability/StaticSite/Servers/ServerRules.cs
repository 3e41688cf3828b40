using Blog.Data.Addresses;
using Blog.Portability.StaticSite.Files;
using Blog.Portability.StaticSite.Redirects;
using Blog.Site;

namespace Blog.Portability.StaticSite.Servers;

/// <summary>What a server has to do so that the files are sent as the program sends its pages.</summary>
internal sealed class ServerRules(
    SiteOptions options,
    string root,
    FileKinds kinds,
    IReadOnlyList<StaticFile> exceptions,
    IReadOnlyList<string> slashed,
    IReadOnlyList<StaticRedirect> redirects
)
{
    private const string ContentType = "Content-Type";

    /// <summary>Absolute path of the folder with the files.</summary>
    public string Root => root;

    /// <summary>Host name, and the port if it is not the scheme's.</summary>
    public string Authority => options.PublicUrl.Authority;

    public string Host => options.PublicUrl.IdnHost;

    public string Scheme => options.PublicUrl.Scheme;

    /// <summary>Percent-encoded path of the public address without a final slash.</summary>
    public string BasePath => options.BasePath;

    /// <summary>The same decoded.</summary>
    public string Base => Uri.UnescapeDataString(options.BasePath);

    /// <summary>Kinds other than pages, the most exact first.</summary>
    public IEnumerable<FileKind> Kinds => kinds.All.Where(kind => kind.Pattern is not null);

    public FileKind Page => kinds.Page;

    /// <summary>Names of all headers except the media type, which is a matter of its own.</summary>
    public IEnumerable<string> HeaderNames =>
        kinds
            .All.SelectMany(kind => kind.Headers.Keys)
            .Concat(exceptions.SelectMany(file => file.OwnHeaders.Keys))
            .Where(name => name != ContentType)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);

    /// <summary>Kinds whose media type the file name does not tell.</summary>
    public IEnumerable<FileKind> Typed =>
        Kinds.Where(kind =>
            kind.ContentType.Length > 0 && kind.ContentType.Split(';')[0] != MediaTypes.Of(kind.Globs[0].TrimEnd('*', '/'))
        );

    /// <summary>Files with a value of their own for a header, in a stable order.</summary>
    public IEnumerable<(StaticFile File, string Value)> ExceptionsOf(string header) =>
        exceptions
            .Where(file => file.OwnHeaders.ContainsKey(header))
            .OrderBy(file => file.Path, StringComparer.Ordinal)
            .Select(file => (file, file.OwnHeaders[header]));

    /// <summary>Addresses that end in a slash, with base path: as asked for without it, decoded; and the address itself, encoded.</summary>
    public IEnumerable<(string Without, string Href)> Slashed =>
        slashed.Select(path => (Base + path.TrimEnd('/'), BasePath + PostAddress.Encode(path)));

    /// <summary>Former addresses with base path: decoded, without final slash; and where they lead, encoded.</summary>
    public IEnumerable<(string From, string Href)> Redirects =>
        redirects
            .Where(redirect => redirect is { Parameter: null, Path.Length: > 0 })
            .Select(redirect => (Base + redirect.Path, HrefOf(redirect)))
            .DistinctBy(redirect => redirect.Item1, StringComparer.Ordinal);

    /// <summary>Those told apart by a parameter, by its name.</summary>
    public IEnumerable<IGrouping<string, (string Value, string Href)>> Queries =>
        redirects
            .Where(redirect =>
                redirect is { Parameter: not null, Value: not null }
                && redirect.Parameter.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            )
            .GroupBy(redirect => redirect.Parameter!, redirect => (redirect.Value!, HrefOf(redirect)), StringComparer.Ordinal);

    /// <summary>The pattern of a kind with the base path.</summary>
    public string PatternOf(FileKind kind) =>
        kind.Pattern!.StartsWith('^') ? "^" + System.Text.RegularExpressions.Regex.Escape(Base) + kind.Pattern[1..] : kind.Pattern;

    private string HrefOf(StaticRedirect redirect) => BasePath + PostAddress.Encode(redirect.To);
}
