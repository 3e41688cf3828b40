using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewEngines;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Blog.Site.Layout;

/// <summary>Parts of a page as text, for answers that a script puts in place: made by the very partials that pages use.</summary>
public sealed class PartialRenderer(ICompositeViewEngine views, ITempDataDictionaryFactory notes)
{
    /// <summary>Renders a partial.</summary>
    /// <param name="context">The request's.</param>
    /// <param name="path">Path of the partial: <c>/Site/_Card.cshtml</c>.</param>
    /// <param name="model">Its model.</param>
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
