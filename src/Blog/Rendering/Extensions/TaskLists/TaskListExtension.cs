using Markdig;
using Markdig.Extensions.TaskLists;
using Markdig.Renderers;
using Markdig.Renderers.Html;

namespace Blog.Rendering.Extensions.TaskLists;

/// <summary>Prints the box of a task with words for those who cannot see it.</summary>
internal sealed class TaskListExtension : IMarkdownExtension
{
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
    }

    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer) =>
        renderer.ObjectRenderers.Replace<HtmlTaskListRenderer>(new Renderer());

    private sealed class Renderer : HtmlObjectRenderer<TaskList>
    {
        protected override void Write(HtmlRenderer renderer, TaskList obj)
        {
            var own = (PostHtmlRenderer)renderer;
            var words = own.State.Words;
            var html = obj.Checked
                ? $"<input type=\"checkbox\" disabled checked aria-label=\"{words.Done}\">"
                : $"<input type=\"checkbox\" disabled aria-label=\"{words.NotDone}\">";
            own.WriteSlot("code", new Slot(SlotKind.Checkbox, html, html, ""));
        }
    }
}
