using Blog.Data;
using Blog.Site;

namespace Blog.Comments.Sending;

/// <summary>
/// Remembers in the browser which comments were sent from it. The cookie comes with the pages of comments only, never with a post: those
/// are the same for everybody.
/// </summary>
public sealed class OwnCookie(SiteOptions options)
{
    /// <summary>As many comments are remembered, the newest first.</summary>
    private const int Most = 20;

    private static readonly TimeSpan Life = TimeSpan.FromDays(180);

    /// <summary>A name with <c>__Host-</c> could not have a path; this one still comes over TLS only.</summary>
    private string Name => options.IsHttps ? "__Secure-comments" : "comments";

    /// <summary>The secrets, newest first.</summary>
    public IReadOnlyList<string> Read(HttpContext context) =>
        [
            .. (context.Request.Cookies[Name] ?? "")
                .Split('.', StringSplitOptions.RemoveEmptyEntries)
                .Where(token => token.Length <= TextLengths.Name)
                .Take(Most),
        ];

    /// <summary>Adds a secret.</summary>
    public void Add(HttpContext context, string token) => Write(context, [token, .. Read(context)]);

    /// <summary>Forgets a secret.</summary>
    public void Remove(HttpContext context, string token) => Write(context, [.. Read(context).Where(other => other != token)]);

    private void Write(HttpContext context, IReadOnlyList<string> tokens) =>
        context.Response.Cookies.Append(
            Name,
            string.Join('.', tokens.Distinct(StringComparer.Ordinal).Take(Most)),
            new CookieOptions
            {
                HttpOnly = true,
                Secure = options.IsHttps || context.Request.IsHttps,
                SameSite = SameSiteMode.Lax,
                Path = options.BasePath + CommentAddresses.Root,
                MaxAge = Life,
                IsEssential = true,
            }
        );
}
