using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Blog.Rendering.Extensions.Tables;

/// <summary>Prints tables without style attributes: a right-aligned column gets the class <c>end</c>, centring is not supported.</summary>
internal sealed class TableExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) { }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<HtmlTableRenderer>(new Renderer());

    private sealed class Renderer : HtmlObjectRenderer<Table>
    {
        protected override void Write(HtmlRenderer renderer, Table obj)
        {
            renderer.EnsureLine();
            renderer.WriteLine("<table>");
            var section = "";
            foreach (var row in obj.Cast<TableRow>())
            {
                var wanted = row.IsHeader ? "thead" : "tbody";
                if (!string.Equals(section, wanted, StringComparison.Ordinal))
                {
                    Close(renderer, section);
                    renderer.WriteLine($"<{wanted}>");
                    section = wanted;
                }

                WriteRow(renderer, obj, row);
            }

            Close(renderer, section);
            renderer.WriteLine("</table>");
        }

        private static void Close(HtmlRenderer renderer, string section)
        {
            if (section.Length > 0)
            {
                renderer.WriteLine($"</{section}>");
            }
        }

        private static void WriteRow(HtmlRenderer renderer, Table table, TableRow row)
        {
            var name = row.IsHeader ? "th" : "td";
            renderer.Write("<tr>");
            for (var i = 0; i < row.Count; i++)
            {
                var right = i < table.ColumnDefinitions.Count && table.ColumnDefinitions[i].Alignment == TableColumnAlign.Right;
                renderer.Write(right ? $"<{name} class=\"end\">" : $"<{name}>");
                var before = renderer.ImplicitParagraph;
                renderer.ImplicitParagraph = true;
                renderer.Write((TableCell)row[i]);
                renderer.ImplicitParagraph = before;
                renderer.Write($"</{name}>");
            }

            renderer.WriteLine("</tr>");
        }
    }
}
