using Blog.Site.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace Blog.Site.AdminLayout;

/// <summary>What all admin pages share: forms, their limits and their cookies.</summary>
public static class AdminLayoutSetup
{
    /// <summary>Adds localized forms with antiforgery protection.</summary>
    internal static IMvcBuilder AddAdminLayout(this IMvcBuilder pages, SiteOptions options)
    {
        pages.Services.AddAntiforgery(forgery =>
        {
            Shape(forgery.Cookie, options, "af");
            forgery.SuppressXFrameOptionsHeader = true; // frame-ancestors covers every page
        });
        pages.Services.Configure<FormOptions>(form =>
        {
            form.ValueCountLimit = 200;
            form.ValueLengthLimit = 512 * 1024;
            form.MultipartHeadersLengthLimit = 16 * 1024;
            form.MemoryBufferThreshold = 64 * 1024;
        });
        pages
            .Services.AddSingleton<FormRecovery>()
            .AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => provider.GetRequiredService<FormRecovery>());
        return pages
            .AddMvcOptions(mvc =>
            {
                mvc.Filters.AddService<FormRecovery>();
                LocalizedValidation.Apply(mvc);
                mvc.Filters.Add(new AutoValidateAntiforgeryTokenAttribute());
                mvc.Filters.Add(new UnknownHandlerFilter());
            })
            .AddDataAnnotationsLocalization(words => words.DataAnnotationLocalizerProvider = (_, _) => new LocalizedValidation())
            .AddCookieTempDataProvider(note => Shape(note.Cookie, options, "note"))
            .AddRazorOptions(razor => razor.PageViewLocationFormats.Add("/Site/AdminLayout/{0}.cshtml"));
    }

    /// <summary>The middleware between authentication and authorization.</summary>
    public static void UseAdminLayout(this WebApplication app) => app.Use(AdminResponseHeaders.SpeakAsync);

    private static void Shape(CookieBuilder cookie, SiteOptions options, string name)
    {
        cookie.Name = options.CookieName(name);
        cookie.Path = "/";
        cookie.HttpOnly = true;
        cookie.IsEssential = true;
        cookie.SameSite = SameSiteMode.Strict;
        cookie.SecurePolicy = options.CookieSecurity;
    }
}
