using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hexo;

/// <summary>The tags that Hexo itself has or had.</summary>
internal sealed class HexoBuiltInTags(TemplateContext context, TemplateLog log)
{
    public TagPiece? Convert(TagCall call) =>
        call.Name switch
        {
            "blockquote" or "quote" when call.Body is not null => TagPiece.Block(TagMarkdown.Quote(call.Inner, SourceOf(call.Arguments))),
            "pullquote" or "centerquote" or "cq" => TagPiece.Block(TagMarkdown.Quote(call.InnerOr(call.Arguments.Text))),
            "codeblock" or "code" or "highlight" when call.Body is not null => Code(call),
            "include_code" or "include-code" => IncludedCode(call),
            "raw" when call.Body is not null => new TagPiece(call.Inner, call.IsAlone),
            "comment" or "hide_comment" when call.Body is not null => TagPiece.Nothing,
            "img" => Image(call),
            "asset_img" => Asset(call, isImage: true),
            "asset_link" => Asset(call, isImage: false),
            "asset_path" => TagPiece.Inline(TagMarkdown.Address(call.Arguments.Get(0))),
            "post_path" or "post_link" => Post(call),
            "more" or "excerpt" when call.Body is null => TagPiece.Block("<!-- more -->"),
            _ => null,
        };

    // author[, source] [link] [title of the link]
    private static string SourceOf(TagArguments arguments)
    {
        var words = arguments.Words;
        var at = words.ToList().FindIndex(word => word.Contains("://", StringComparison.Ordinal));
        if (at < 0)
        {
            return arguments.Text.Trim('"', '\'').Trim();
        }

        var before = string.Join(' ', words.Take(at)).Trim().TrimEnd(',');
        var title = arguments.From(at + 1);
        var link = TagMarkdown.Link(words[at], title.Length > 0 ? title : ShortAddress(words[at]));
        return before.Length > 0 ? $"{before} {link}" : link;
    }

    private static string ShortAddress(string address) => address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..].TrimEnd('/');

    // [title] [lang:x] [url] [link text], in any order of the options; other options (mark, first_line, ...) only changed its look
    private static TagPiece Code(TagCall call)
    {
        var arguments = call.Arguments;
        var words = arguments.Words.ToList();
        var language = arguments.Get(-1, "lang", "language");
        if (language.Length == 0 && call.Name is "highlight" && words.Count > 0)
        {
            (language, words) = (words[0], []);
        }

        var fence = TagMarkdown.Fence(language, call.Inner);
        var at = words.FindIndex(word => word.Contains("://", StringComparison.Ordinal) || word.StartsWith('/'));
        var title = string.Join(' ', at < 0 ? words : words.Take(at));
        if (at < 0)
        {
            return TagPiece.Block(TagMarkdown.Labelled(title, fence));
        }

        var link = TagMarkdown.Link(words[at], at + 1 < words.Count ? string.Join(' ', words.Skip(at + 1)) : title);
        return TagPiece.Block((at + 1 < words.Count && title.Length > 0 ? $"{TagMarkdown.Strong(title)} {link}" : link) + "\n\n" + fence);
    }

    private TagPiece IncludedCode(TagCall call)
    {
        var arguments = call.Arguments;
        if (arguments.Words.Count == 0)
        {
            return TagPiece.Nothing;
        }

        var path = arguments.Words[^1];
        var folder = context.SiteValue("code_dir") is { Length: > 0 } configured ? configured.Trim('/') : "downloads/code";
        if (context.ReadFile($"source/{folder}/{path.TrimStart('/')}") is not { } code)
        {
            log.Warn(call.Line, $"the code file {path} was not found: left out");
            return TagPiece.Nothing;
        }

        var lines = code.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
        var from = int.TryParse(arguments.Get(-1, "from"), CultureInfo.InvariantCulture, out var first) ? Math.Max(first, 1) : 1;
        var to = int.TryParse(arguments.Get(-1, "to"), CultureInfo.InvariantCulture, out var last) ? last : lines.Length;
        var language = arguments.Get(-1, "lang") is { Length: > 0 } named ? named : Path.GetExtension(path).TrimStart('.');
        var part = string.Join('\n', lines.Skip(from - 1).Take(Math.Max(0, to - from + 1)));
        return TagPiece.Block(TagMarkdown.Labelled(string.Join(' ', arguments.Words.SkipLast(1)), TagMarkdown.Fence(language, part)));
    }

    // [class names] address [width] [height] ["title" "alternative text"]
    private static TagPiece Image(TagCall call)
    {
        var words = call.Arguments.Words.ToList();
        var at = words.FindIndex(TagMarkdown.IsAddress);
        if (at < 0)
        {
            return call.Arguments.Text.Length == 0
                ? TagPiece.Nothing
                : TagPiece.Inline(TagMarkdown.Image(words.Count > 0 ? words[^1] : ""));
        }

        var (title, alt) = Titles(words.Skip(at + 1).SkipWhile(IsSize).ToList());
        return TagPiece.Inline(TagMarkdown.Image(words[at], alt, title));
    }

    private static TagPiece Asset(TagCall call, bool isImage)
    {
        var words = call.Arguments.Words.ToList();
        if (words.Count == 0)
        {
            return TagPiece.Nothing;
        }

        if (!isImage)
        {
            var text = string.Join(' ', words.Skip(1).Where(word => word is not ("true" or "false")));
            return TagPiece.Inline(TagMarkdown.Link(words[0], text.Length > 0 ? text : words[0]));
        }

        var at = Math.Max(words.FindIndex(TagMarkdown.IsAddress), 0);
        var (title, alt) = Titles(words.Skip(at + 1).SkipWhile(IsSize).ToList());
        return TagPiece.Inline(TagMarkdown.Image(words[at], alt, title));
    }

    /// <summary>One quoted string holds both (<c>'"title" "alt"'</c>), or each stands alone; a lone title is both.</summary>
    private static (string Title, string Alt) Titles(List<string> words)
    {
        if (words is [var both] && both.Contains('"', StringComparison.Ordinal))
        {
            words = [.. TagArguments.Of(both).Words];
        }

        return words.Count switch
        {
            0 => ("", ""),
            1 => (words[0], words[0]),
            2 => (words[0], words[1]),
            _ => (string.Join(' ', words), string.Join(' ', words)),
        };
    }

    private static bool IsSize(string word) => word.Length > 0 && word.TrimEnd('%', 'p', 'x').All(char.IsAsciiDigit);

    // name [title] [escape]
    private TagPiece Post(TagCall call)
    {
        var words = call.Arguments.Words.ToList();
        if (words.Count == 0)
        {
            return TagPiece.Nothing;
        }

        var (name, anchor) = words[0].IndexOf('#', StringComparison.Ordinal) is > 0 and var hash
            ? (words[0][..hash], words[0][hash..])
            : (words[0], "");
        var post = context.FindPost(name);
        if (post is null)
        {
            log.Warn(call.Line, $"tag '{call.Name}' names a post that is not there: {name}");
        }

        if (call.Name == "post_path")
        {
            return TagPiece.Inline(post is null ? "#" : post.Link + anchor);
        }

        var text = string.Join(' ', words.Skip(1).Where((word, at) => at == 0 || word is not ("true" or "false")));
        text = text.Length > 0 && text is not ("true" or "false") ? text : post?.Title ?? name;
        return TagPiece.Inline(post is null ? text : TagMarkdown.Link(post.Link + anchor, text));
    }
}
