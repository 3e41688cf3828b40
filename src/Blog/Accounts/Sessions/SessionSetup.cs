using Blog.Caching;
using Blog.Data.People;
using Blog.Site;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;

namespace Blog.Accounts.Sessions;

/// <summary>Cookies, and where unauthenticated requests are sent; exact settings are those of security.md E.</summary>
internal static class SessionSetup
{
    /// <summary>Name of the cookie of a session, see <see cref="SiteOptions.CookieName"/>.</summary>
    private const string Cookie = "auth";

    public static IServiceCollection AddSessions(this IServiceCollection services, SiteOptions site)
    {
        services.AddHttpContextAccessor().AddSingleton<MemorySessions>().AddSingleton<SessionStore>();
        services
            .AddAuthentication(IdentityConstants.ApplicationScheme)
            .AddCookie(
                IdentityConstants.ApplicationScheme,
                cookie =>
                {
                    Shape(cookie, site, Cookie);
                    cookie.Cookie.SameSite = SameSiteMode.Lax;
                    cookie.ExpireTimeSpan = Session.LongIdle; // of a cookie that outlives the browser; the row is what ends a session
                    cookie.LoginPath = "/account/sign-in";
                    cookie.ReturnUrlParameter = "returnUrl";
                    cookie.Events.OnRedirectToLogin = Ask;
                    cookie.Events.OnCheckSlidingExpiration = context =>
                    {
                        context.ShouldRenew = true; // asked only where the store allows it, which is where it has extended the row
                        return Task.CompletedTask;
                    };
                    cookie.Events.OnRedirectToAccessDenied = context =>
                    {
                        if (SecondFactorDemand.Stops(context.HttpContext) && !IsScript(context.Request))
                        {
                            context.Response.Redirect(site.BasePath + "/admin/security");
                        }
                        else
                        {
                            context.Response.StatusCode = StatusCodes.Status403Forbidden;
                        }

                        return Task.CompletedTask;
                    };
                }
            )
            .AddCookie(
                IdentityConstants.TwoFactorUserIdScheme,
                cookie =>
                {
                    // Between the two steps of signing in: whose password was verified, or which passkey challenge was issued.
                    Shape(cookie, site, "half");
                    cookie.Cookie.SameSite = SameSiteMode.Strict;
                    cookie.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                    cookie.SlidingExpiration = false;
                }
            );
        services
            .AddOptions<CookieAuthenticationOptions>(IdentityConstants.ApplicationScheme)
            .Configure<SessionStore>((cookie, store) => cookie.SessionStore = store);
        services.Configure<PublicCacheOptions>(cache => cache.PersonalCookies.Add(site.CookieName(Cookie)));
        services
            .AddAuthorizationBuilder()
            .AddPolicy(Access.Author, policy => policy.RequireAuthenticatedUser().RequireSecondFactor())
            .AddPolicy(Access.Owner, policy => policy.RequireRole(Viewer.OwnerRole).RequireSecondFactor());
        return services;
    }

    private static void Shape(CookieAuthenticationOptions cookie, SiteOptions site, string name)
    {
        cookie.Cookie.Name = site.CookieName(name);
        cookie.Cookie.Path = "/";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SecurePolicy = site.CookieSecurity;
    }

    private static bool IsScript(HttpRequest request) => request.Headers["Sec-Fetch-Mode"] == "cors";

    /// <summary>A page redirects to signing in and back; a script gets a status, and signs in over the open page.</summary>
    private static Task Ask(Microsoft.AspNetCore.Authentication.RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsScript(context.Request))
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        }
        else
        {
            context.Response.Redirect(new Uri(context.RedirectUri).PathAndQuery); // the full URI would contain the Host header
        }

        return Task.CompletedTask;
    }
}
