using System.Text;
using Blog.Data.Posts.Files;
using Blog.Data.Posts.Writing;
using Blog.Portability.Import.Links;
using Blog.Portability.Import.Sources;
using Blog.Portability.Import.Templates;
using Blog.Portability.Import.Templates.Syntax;
using Blog.Rendering.FrontMatters;

namespace Blog.Portability.Import;

/// <summary>Converts the template languages in the posts of a folder, and knows the files that their tags refer to.</summary>
internal sealed class ImportTemplates
{
    private const int MaxNotes = 50;

    private readonly SourceFolder _folder;
    private readonly SourceTexts _texts;
    private readonly PostNames _names;
    private readonly Dictionary<string, string> _titles = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, SortedSet<string>> _unknown = new(StringComparer.Ordinal);

    public ImportTemplates(SourceFolder folder, PostNames names) => (_folder, _names, _texts) = (folder, names, new SourceTexts(folder));

    /// <summary>One note for each tag that nobody knows, with the posts that have it.</summary>
    public IEnumerable<string> Notes =>
        _unknown
            .Take(MaxNotes)
            .Select(tag =>
                $"unknown tag '{tag.Key}': only its text was kept in {string.Join(", ", tag.Value.Take(10))}"
                + (tag.Value.Count > 10 ? string.Create(CultureInfo.InvariantCulture, $" and {tag.Value.Count - 10} more") : "")
            );

    /// <summary>The post without the tags of its generator, and the lines of its text in the file's.</summary>
    public (PostFile Post, Func<int, int> SourceLine) Convert(
        PostFile post,
        PostFilePath file,
        byte[] bytes,
        PostFileConventions conventions
    )
    {
        if (post.IsVerbatim || !TemplateConverter.MayConvert(post.Markdown))
        {
            return (post, line => line);
        }

        var context = new TemplateContext
        {
            FindPost = name => Find(file, name),
            ReadFile = _texts.Read,
            FindImages = pattern => SourceImages.Find(_folder, file, pattern),
            Themes = _texts.Themes,
            Folder = Path.GetDirectoryName(_folder.KeyOf(file.Path))?.Replace('\\', '/') ?? "",
            Site = _folder.Config.All,
            Page = FrontMatter.Read(Encoding.UTF8.GetString(bytes)).FrontMatter?.Fields ?? new FrontMatterMap(),
        };
        var result = TemplateConverter.Convert(post.Markdown, _folder.Tool, context);
        foreach (var name in result.UnknownTags)
        {
            if (!_unknown.TryGetValue(name, out var posts))
            {
                _unknown[name] = posts = new SortedSet<string>(StringComparer.Ordinal);
            }

            posts.Add(file.Path);
        }

        var warnings = result.Warnings.Select(warning =>
            warning.Line == 0
                ? warning.Reason
                : string.Create(CultureInfo.InvariantCulture, $"line {post.BodyLine + warning.Line - 1}: {warning.Reason}")
        );
        var converted = post with
        {
            Markdown = result.Markdown,
            // The names of tags are English words whatever the language of the text.
            Language = post.NamesLanguage ? post.Language : PostFileLanguage.Of(null, post.Title, result.Markdown, conventions),
            Warnings = [.. post.Warnings, .. warnings],
        };
        return (converted, result.SourceLine);
    }

    /// <summary>Another file by the name that a tag gives it.</summary>
    private LinkedPost? Find(PostFilePath from, string name)
    {
        if (_names.Find(from, name) is not { } target)
        {
            return null;
        }

        var relative = Path.GetRelativePath("/" + from.Folder, "/" + target).Replace('\\', '/');
        return new LinkedPost(string.Join('/', relative.Split('/').Select(Uri.EscapeDataString)), TitleOf(target));
    }

    private string TitleOf(string file)
    {
        if (_titles.TryGetValue(file, out var known))
        {
            return known;
        }

        var title = PostFilePath.Of(file).Name;
        var info = new FileInfo(_folder.PathOf(file));
        if (info is { Exists: true, Length: > 0 and <= PostFileReader.MaxBytes })
        {
            try
            {
                var fields = FrontMatter.Read(File.ReadAllText(info.FullName)).FrontMatter?.Fields;
                title = fields is not null && TemplateValues.Find(fields, "title") is { Length: > 0 } written ? written : title;
            }
            catch (Exception unreadable) when (PostWriter.IsOfOne(unreadable)) { }
        }

        return _titles[file] = title;
    }
}
