using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Blog.Site.Http;

/// <summary>
/// For what must not be done on a browser left open: the visitor must have proved within ten minutes who they are (ASVS 7.5.1), else they
/// are asked and come back. On a form, the named fields come back filled in.
/// </summary>
/// <param name="kept">Names of form fields, none of them secret, that the page takes from its query too.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecentSignInAttribute(params string[] kept) : Attribute, IAsyncPageFilter
{
    /// <summary>How long a proof holds.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    /// <summary>Where a visitor proves it again.</summary>
    public const string Path = "/account/confirm";

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (http, site) = (context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<SiteContext>());
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        if (http.User.IsSignedIn && clock.GetUtcNow() - http.User.ProvedAt < Holds)
        {
            await next();
            return;
        }

        var query = http.Request.HasFormContentType
            ? QueryString.Create(kept.Select(name => KeyValuePair.Create(name, (string?)http.Request.Form[name].ToString())))
            : http.Request.QueryString;
        context.Result = new LocalRedirectResult(
            site.Local(Path) + QueryString.Create("returnUrl", site.Local(http.Request.Path.Value ?? "/") + query)
        );
    }
}
