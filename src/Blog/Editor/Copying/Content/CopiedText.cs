namespace Blog.Editor.Copying.Content;

/// <summary>A post in the form of a target.</summary>
/// <param name="Html">For <c>text/html</c> on the clipboard, and for the preview; empty for targets that take Markdown.</param>
/// <param name="Text">For <c>text/plain</c>: the Markdown, the HTML's source, or the words alone.</param>
/// <param name="Notes">What does not survive.</param>
public sealed record CopiedText(string Html, string Text, IReadOnlyList<CopyNote> Notes);
