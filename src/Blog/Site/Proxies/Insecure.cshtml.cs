using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Site.Proxies;

/// <summary>Explains to the operator why nobody can sign in; shown in place of a private page, never at an address of its own.</summary>
[ResponseCache(NoStore = true)]
public sealed class InsecureModel(SiteContext site, SiteOptions options) : PageModel, IPage
{
    /// <summary>Path of the page, without the base path.</summary>
    public const string Path = "/error/insecure";

    public PageHead Head => new() { Title = Words.Heading, NoIndex = true };

    public ProxyFault Fault { get; private set; } = new(ProxyFaultKind.Plain, null, "");

    public string PublicUrl => options.Absolute("/");

    public ProxyTexts Words => ProxyTexts.Of(site.UiLanguage);

    public IActionResult OnGet()
    {
        if (HttpContext.Features.Get<ProxyFault>() is not { } fault)
        {
            return NotFound();
        }

        Fault = fault;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}
