namespace Blog.Portability.Import.Comments;

/// <summary>Makes Markdown of what comments say.</summary>
internal static class CommentTexts
{
    public static string ToMarkdown(SourceComment comment) =>
        comment.Format switch
        {
            CommentFormat.Markdown => comment.Text,
            CommentFormat.HtmlLines => CommentHtml.ToMarkdown(comment.Text, keepsLines: true),
            _ => CommentHtml.ToMarkdown(comment.Text, keepsLines: false),
        };
}
