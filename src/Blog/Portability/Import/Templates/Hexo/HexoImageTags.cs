using System.Text;
using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hexo;

/// <summary>Images and galleries.</summary>
internal static class HexoImageTags
{
    public static TagPiece? Convert(TagCall call) =>
        call.Name switch
        {
            "gallery"
            or "grouppicture"
            or "gp"
            or "gi"
            or "galleryblock"
            or "swiper"
            or "fancybox"
            or "photos"
            or "album"
            or "banner" when call.Body is not null => ImageGroup.Of(call.Inner),
            "gallerygroup" when call.Body is null => Group(call),
            "gallerygroups" or "image-group" or "grouppic" => ImageGroup.Of(call.Inner),
            "inlineimg" or "inlineimage" => TagPiece.Inline(TagMarkdown.Image(call.Arguments.Parts()[0].Split(' ')[0])),
            "image" or "fullimage" or "fi" or "full-image" or "photo" or "pic" or "lazyimg" when call.Body is null => Image(call),
            _ => null,
        };

    /// <summary>Butterfly's tags for groups of galleries stand in an element of HTML, which is to be a gallery then.</summary>
    public static string WithGroups(string text)
    {
        const string Open = "<div class=\"gallery-group-main\">";
        if (!text.Contains(Open, StringComparison.Ordinal))
        {
            return text;
        }

        var scan = TemplateScan.Of(text, TagSyntax.Percent, HexoTags.IsVerbatim);
        var result = new StringBuilder();
        var from = 0;
        for (var at = text.IndexOf(Open, StringComparison.Ordinal); at >= 0; at = text.IndexOf(Open, at + 1, StringComparison.Ordinal))
        {
            if (!scan.IsCode(at))
            {
                result.Append(text, from, at - from).Append("<div class=\"gallery\">");
                from = at + Open.Length;
            }
        }

        return result.Append(text, from, text.Length - from).ToString();
    }

    // name description link image
    private static TagPiece Group(TagCall call)
    {
        var (name, description) = (call.Arguments.Get(0), call.Arguments.Get(1));
        var (link, image) = (call.Arguments.Get(2), call.Arguments.Get(3));
        return TagPiece.Block(
            image.Length == 0
                ? TagMarkdown.Link(link, name)
                : TagMarkdown.Image(image, name, description.Length == 0 ? name : $"{name} - {description}", link)
        );
    }

    // address, alt=..., width=...   |   address [alt] width:... caption:...   |   address, alt, title
    private static TagPiece? Image(TagCall call)
    {
        var parts = call.Arguments.Parts();
        var words = call.Arguments.Words;
        var address = (
            parts.Count > 1 ? parts[0]
            : words.Count > 0 ? words[0]
            : call.Arguments.Get(-1, "url", "src", "link")
        ).Trim().TrimEnd(',');
        if (address.Length == 0)
        {
            return null;
        }

        var named = parts
            .Skip(1)
            .Select(part => part.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToLookup(pair => pair[0].Trim(), pair => TagText.Unquote(pair[1]), StringComparer.OrdinalIgnoreCase);
        var alt = named["alt"].FirstOrDefault() ?? call.Arguments.Get(-1, "alt", "caption");
        if (alt.Length == 0)
        {
            alt =
                parts.Count > 1
                    ? parts.Skip(1).FirstOrDefault(part => !part.Contains('=', StringComparison.Ordinal)) ?? ""
                    : call.Arguments.From(1);
        }

        alt = alt.Trim().TrimEnd(',');
        var image = TagMarkdown.Image(address, alt, call.IsAlone ? alt : "");
        return call.IsAlone ? TagPiece.Block(image) : TagPiece.Inline(image);
    }
}
