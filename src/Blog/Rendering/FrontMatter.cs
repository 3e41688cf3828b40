namespace Blog.Rendering;

/// <summary>The head of a Markdown file: YAML, TOML or JSON.</summary>
public sealed class FrontMatter
{
}
