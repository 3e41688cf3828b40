using Blog.Rendering.Output;
using Blog.Rendering.Printing;
using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Blog.Rendering.Extensions.TaskLists;

/// <summary>Prints the checkbox of a task with a text alternative for screen readers.</summary>
internal sealed class TaskListExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Replace<TaskListInlineParser>(new Parser());

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<HtmlTaskListRenderer>(new Renderer());

    /// <summary>A checkbox comes first in its item and before a space: <c>- [x](/y)</c> is a link.</summary>
    private sealed class Parser : TaskListInlineParser
    {
        public override bool Match(InlineProcessor processor, ref StringSlice slice) =>
            slice.PeekChar(2) == ']'
            && char.IsWhiteSpace(slice.PeekChar(3))
            && processor.Root?.FirstChild is null
            && base.Match(processor, ref slice);
    }

    private sealed class Renderer : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList obj)
        {
            var own = (PostHtmlRenderer)renderer;
            var texts = own.State.Words;
            var html = obj.Checked
                ? $"<input type=\"checkbox\" disabled checked aria-label=\"{texts.Done}\">"
                : $"<input type=\"checkbox\" disabled aria-label=\"{texts.NotDone}\">";
            own.WriteSlot("code", new Placeholder(PlaceholderKind.Checkbox, html, html, ""));
        }
    }
}
