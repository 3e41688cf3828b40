using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Blog.Site.Layout;

/// <summary>Renders partials to text for responses that a script inserts: the same partials that pages use.</summary>
public sealed class PartialRenderer(ICompositeViewEngine views, ITempDataDictionaryFactory notes)
{
    /// <param name="path">Path of the partial: <c>/Site/_Card.cshtml</c>.</param>
    public async Task<string> RenderAsync(ActionContext context, string path, object model)
    {
        var view = views.GetView(null, path, isMainPage: false).EnsureSuccessful(null).View!;
        await using var writer = new StringWriter(CultureInfo.InvariantCulture);
        var data = new ViewDataDictionary(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model };
        await view.RenderAsync(
            new ViewContext(context, view, data, notes.GetTempData(context.HttpContext), writer, new HtmlHelperOptions())
        );
        return writer.ToString();
    }
}
