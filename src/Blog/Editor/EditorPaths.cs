namespace Blog.Editor;

/// <summary>Paths of the editor's pages, without the base path.</summary>
public static class EditorPaths
{
    public static string OfPost(int? id) =>
        id is null ? "/admin/posts/new" : string.Create(CultureInfo.InvariantCulture, $"/admin/posts/{id}");

    /// <summary>A new post that begins with a template.</summary>
    /// <param name="id">Row id of the template.</param>
    public static string OfTemplate(int id) => string.Create(CultureInfo.InvariantCulture, $"{OfPost(null)}?template={id}");
}
