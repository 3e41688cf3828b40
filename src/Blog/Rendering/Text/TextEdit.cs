namespace Blog.Rendering.Text;

/// <summary>A piece of a text that is replaced.</summary>
internal readonly record struct TextEdit(int Start, int Length, string Text);
