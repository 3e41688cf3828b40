using Markdig.Parsers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Blog.Rendering.Extensions.Formulas;

/// <summary>A formula inside a line of text.</summary>
/// <param name="tex">The source without what is around it.</param>
/// <param name="display">True between double dollars or square brackets.</param>
internal sealed class FormulaInline(string tex, bool display) : LeafInline
{
    public string Tex { get; } = tex;

    public bool Display { get; } = display;
}

/// <summary>A formula on lines of its own.</summary>
/// <param name="brackets">What is around it; null for double dollars.</param>
internal sealed class FormulaBlock(BlockParser parser, FormulaBrackets? brackets) : LeafBlock(parser)
{
    public FormulaBrackets? Brackets { get; } = brackets;

    public string Tex => Brackets?.Read(Lines.ToString()) ?? Lines.ToString().Trim();
}
