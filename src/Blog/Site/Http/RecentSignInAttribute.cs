using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace Blog.Site.Http;

/// <summary>
/// For actions that must not be possible on an unattended browser: the visitor must have authenticated within the last ten minutes (ASVS
/// 7.5.1), otherwise they are asked to and then return. For a form, the named fields are filled in again.
/// </summary>
/// <param name="kept">Names of form fields, none of them secret, that the page also accepts from its query.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RecentSignInAttribute(params string[] kept) : Attribute, IAsyncPageFilter
{
    /// <summary>How long an authentication counts as recent.</summary>
    public static readonly TimeSpan Holds = TimeSpan.FromMinutes(10);

    /// <summary>The page where a visitor authenticates again.</summary>
    public const string Path = "/account/confirm";

    /// <summary>Whether only forms are protected, and everybody who is signed in may look at the page.</summary>
    public bool OnlyForms { get; set; }

    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var (http, site) = (context.HttpContext, context.HttpContext.RequestServices.GetRequiredService<SiteContext>());
        var clock = http.RequestServices.GetRequiredService<TimeProvider>();
        var isFree = OnlyForms && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method));
        if (isFree || (http.User.IsSignedIn && clock.GetUtcNow() - http.User.ProvedAt < Holds))
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
