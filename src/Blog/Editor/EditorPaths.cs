namespace Blog.Editor;

/// <summary>Paths of the editor's pages, without the base path.</summary>
public static class EditorPaths
{
    public static string OfPost(int? id) =>
        id is null ? "/admin/posts/new" : string.Create(CultureInfo.InvariantCulture, $"/admin/posts/{id}");
}
