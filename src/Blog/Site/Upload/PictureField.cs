using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Blog.Site.Upload;

/// <summary>What the partial view of a picture's field shows.</summary>
/// <param name="Name">Its name in the form, such as <c>Input.Logo</c>.</param>
/// <param name="Input">The field's values.</param>
public sealed record PictureField(string Name, string Label, string Hint, PictureInput Input)
{
    /// <summary>Id of the file's control.</summary>
    public string Id => TagBuilder.CreateSanitizedId(Name + ".File", "-").ToLowerInvariant();

    /// <summary>Why the file was refused; null if it was not.</summary>
    public string? ErrorIn(ModelStateDictionary state) =>
        state.TryGetValue(Name + ".File", out var entry) ? entry.Errors.Select(error => error.ErrorMessage).FirstOrDefault() : null;
}
