using Blog.Rendering.Scripting;

namespace Blog.Rendering;

/// <summary>Markdown to safe HTML: no database, no HTTP.</summary>
public static class RenderingSetup
{
    /// <summary>Adds the renderer and its dependencies.</summary>
    public static IServiceCollection AddRendering(this IServiceCollection services) =>
        services
            .AddSingleton<CodeHighlighter>()
            .AddSingleton<FormulaRenderer>()
            .AddSingleton<FormulaDrawer>()
            .AddSingleton<PinyinConverter>()
            .AddSingleton<MarkdownRenderer>()
            .AddSingleton<CommentRenderer>();
}
