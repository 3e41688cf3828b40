using Blog.Portability.Import.Templates.Syntax;

namespace Blog.Portability.Import.Templates.Hexo;

/// <summary>The tags of Hexo, of its common themes (NexT, Butterfly, Fluid, Volantis, Stellar) and plugins.</summary>
internal sealed class HexoTags(TemplateContext context, TemplateLog log)
{
    private readonly HexoBuiltInTags _builtIn = new(context, log);

    /// <summary>How many tags were known.</summary>
    public int Known { get; private set; }

    /// <summary>Whether what these tags enclose is code or raw text, which is not read.</summary>
    public static bool IsVerbatim(string name) =>
        name
            is "raw"
                or "codeblock"
                or "code"
                or "highlight"
                or "mermaid"
                or "score"
                or "plantuml"
                or "graphviz"
                or "flow"
                or "sequence"
                or "chart"
                or "chartjs"
                or "echarts"
                or "flink"
                or "linkgrid"
                or "link-grid"
                or "lg"
                or "aplayerlist"
                or "comment"
                or "hide_comment";

    public TagPiece? Convert(TagCall call)
    {
        var piece =
            _builtIn.Convert(call)
            ?? HexoThemeTags.Convert(call)
            ?? HexoBoxTags.Convert(call)
            ?? HexoLinkTags.Convert(call, log)
            ?? HexoImageTags.Convert(call)
            ?? HexoTextTags.Convert(call)
            ?? Embeds.Convert(call);
        Known += piece is null ? 0 : 1;
        return piece;
    }
}
