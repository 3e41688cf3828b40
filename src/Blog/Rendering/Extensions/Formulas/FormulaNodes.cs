using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary>A formula inside a line of text.</summary>
/// <param name="tex">The source between the dollars.</param>
/// <param name="display">True between double dollars.</param>
internal sealed class FormulaInline(string tex, bool display) : LeafInline
{
    public string Tex { get; } = tex;

    public bool Display { get; } = display;
}

/// <summary>A formula on lines of its own.</summary>
internal sealed class FormulaBlock(BlockParser parser) : LeafBlock(parser)
{
    public string Tex => Lines.ToString().Trim();
}
