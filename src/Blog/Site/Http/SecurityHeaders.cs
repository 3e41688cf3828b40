using System.Security.Cryptography;

namespace Blog.Site.Http;

/// <summary>The security headers of every response, errors included.</summary>
public sealed class SecurityHeaders(RequestDelegate next, SiteOptions options)
{
    /// <summary>Disables every feature that a blog does not use; passkeys are allowed for the sign-in page of this origin.</summary>
    private const string Permissions =
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(self), "
        + "geolocation=(), gyroscope=(), "
        + "hid=(), idle-detection=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(self), "
        + "publickey-credentials-create=(self), "
        + "publickey-credentials-get=(self), screen-wake-lock=(), serial=(), usb=(), xr-spatial-tracking=()";

    private const string Common =
        "default-src 'none'; script-src 'self'; style-src 'self'; media-src 'self'; font-src 'self'; connect-src 'self'; "
        + "manifest-src 'self'; form-action 'self'; "
        + "base-uri 'none'; object-src 'none'; frame-ancestors 'none'";

    private static readonly object PrivateMark = new();
    private static readonly object EditorMark = new();
    private static readonly object SecretMark = new();

    /// <summary>
    /// Marks the response as private: only the visitor's browser may store it, and its scripts may not create markup from strings.
    /// </summary>
    public static void MakePrivate(HttpContext context) => context.Items[PrivateMark] = true;

    /// <summary>
    /// Marks the address itself as secret: it is not sent as a referrer and not indexed by search engines; also applies to the error page
    /// that replaces it.
    /// </summary>
    /// <param name="hasForms">
    /// Whether the page has forms: without any referrer, browsers send them with the origin <c>null</c>, as if from another site. The
    /// address is then known to this site, which knows it anyway.
    /// </param>
    public static void HideAddress(HttpContext context, bool hasForms = false) => context.Items[SecretMark] = hasForms;

    /// <summary>
    /// For the editor page only: its script may create style elements with a nonce, and markup from the server's sanitized HTML through the
    /// single policy <c>preview</c>.
    /// </summary>
    /// <returns>The nonce, new for each response.</returns>
    public static string MakeEditor(HttpContext context)
    {
        var nonce = Convert.ToBase64String(RandomNumberGenerator.GetBytes(18));
        context.Items[EditorMark] = nonce;
        return nonce;
    }

    /// <summary>
    /// Lets the page load frames of these hosts, and lets them fill the screen. After the other marks, and before the page is written: the
    /// page cache keeps the headers that are set by then.
    /// </summary>
    /// <param name="hosts">In lower case and ASCII.</param>
    /// <param name="alsoOwn">Whether documents of this site may be framed too.</param>
    public static void AllowFrames(HttpContext context, IReadOnlyCollection<string> hosts, bool alsoOwn = false)
    {
        if (alsoOwn && hosts.Count == 0)
        {
            AllowOwnFrames(context);
        }

        if (hosts.Count == 0)
        {
            return;
        }

        var origins = string.Concat(hosts.Select(host => " https://" + host));
        var quoted = "(self" + string.Concat(hosts.Select(host => $" \"https://{host}\"")) + ")";
        context.Response.Headers.ContentSecurityPolicy = PolicyOf(context, "; frame-src" + (alsoOwn ? " 'self'" : "") + origins);
        context.Response.Headers["Permissions-Policy"] = Permissions
            .Replace("fullscreen=(self)", "fullscreen=" + quoted, StringComparison.Ordinal)
            .Replace("picture-in-picture=(self)", "picture-in-picture=" + quoted, StringComparison.Ordinal);
    }

    /// <summary>Lets the page show documents of this site in frames. After the other marks.</summary>
    public static void AllowOwnFrames(HttpContext context) =>
        context.Response.Headers.ContentSecurityPolicy = PolicyOf(context, "; frame-src 'self'");

    /// <summary>Whether the response is private; also true for the error page that replaces it.</summary>
    public static bool IsPrivate(HttpContext context) => context.Items.ContainsKey(PrivateMark);

    /// <summary>For an answer that is no page of the site, and is given before anything else is known.</summary>
    public static void ApplyBare(HttpResponse response, SiteOptions options)
    {
        var headers = response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = Permissions;
        headers.ContentSecurityPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";
        headers.CacheControl = "no-store";
        if (options.Hsts is { } hsts)
        {
            headers.StrictTransportSecurity = hsts;
        }
    }

    public async Task InvokeAsync(HttpContext context)
    {
        context.Response.OnStarting(Apply, context);
        await next(context);
    }

    private Task Apply(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        var isPrivate = IsPrivate(context);
        headers.XContentTypeOptions = "nosniff";
        var isSecret = context.Items.ContainsKey(SecretMark);
        headers["Referrer-Policy"] =
            !isSecret ? "strict-origin-when-cross-origin"
            : context.Items[SecretMark] is true ? "same-origin"
            : "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        headers.TryAdd("Permissions-Policy", Permissions);
        if (headers.ContentSecurityPolicy.Count == 0)
        {
            headers.ContentSecurityPolicy = PolicyOf(context, frames: "");
        }

        if (isPrivate)
        {
            headers.CacheControl = "no-store";
        }

        if (isSecret)
        {
            headers["X-Robots-Tag"] = "noindex, nofollow";
        }

        if (options.Hsts is { } hsts)
        {
            headers.StrictTransportSecurity = hsts;
        }

        return Task.CompletedTask;
    }

    private static string PolicyOf(HttpContext context, string frames)
    {
        var services = context.RequestServices;
        var remote = services.GetRequiredService<SiteContext>().ShowsRemoteImages;
        var nonce = context.Items[EditorMark] as string;
        return (nonce is null ? Common : Common.Replace("style-src 'self'", $"style-src 'self' 'nonce-{nonce}'", StringComparison.Ordinal))
            + (services.GetRequiredService<SiteOptions>().IsHttps ? "; upgrade-insecure-requests" : "")
            + frames
            + (remote ? "; img-src 'self' https: data:" : "; img-src 'self' data:")
            + (IsPrivate(context) ? "; require-trusted-types-for 'script'" : "")
            + (nonce is null ? "" : "; trusted-types preview");
    }
}
