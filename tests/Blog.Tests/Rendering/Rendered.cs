using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Blog.Rendering;
using Blog.Rendering.Output;
using Blog.Rendering.Scripting;

namespace Blog.Tests.Rendering;

/// <summary>The renderer as the tests use it.</summary>
internal static class Rendered
{
    public static MarkdownRenderer Renderer { get; } = new(new CodeHighlighter(), new FormulaRenderer());

    public static RenderContext Chinese { get; } = new() { Language = "zh-CN", Address = "/post" };

    public static RenderContext English { get; } = new() { Language = "en", Address = "/post" };

    public static RenderedPost Post(string markdown, RenderContext? context = null) =>
        Renderer.Render(markdown, context ?? Chinese) is { Post: { } post }
            ? post
            : throw new InvalidOperationException("The text was refused.");

    public static RenderError? Refusal(string markdown) => Renderer.Render(markdown, English).Refusal;

    public static string Body(string markdown, RenderContext? context = null) => Post(markdown, context).Body.Value;

    public static string Summary(string markdown, RenderContext? context = null) => Post(markdown, context).Summary.Value;

    public static IElement Parse(string html) => new HtmlParser().ParseDocument("<!doctype html><body>" + html).Body!;
}
