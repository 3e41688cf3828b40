using System.Security.Claims;
using Blog.Data.People;
using Blog.Site;
using Microsoft.AspNetCore.Identity;

namespace Blog.Accounts.Sessions;

/// <summary>The claims of a session: built from the rows at each request, so they are never stale.</summary>
internal static class AccountClaims
{
    /// <summary>The principal of a session.</summary>
    public static ClaimsPrincipal Of(Account account, Session session)
    {
        var person = For(account);
        var identity = (ClaimsIdentity)person.Identity!;
        identity.AddClaim(new Claim(Viewer.SessionClaim, session.Id.ToString(CultureInfo.InvariantCulture)));
        identity.AddClaim(new Claim(Viewer.ProvedClaim, session.CreatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)));
        if (session.Method is SignInMethod.Password or SignInMethod.Link)
        {
            identity.AddClaim(new Claim(Viewer.SingleFactorClaim, bool.TrueString));
        }

        return person;
    }

    /// <summary>The principal without a session, while signing in.</summary>
    public static ClaimsPrincipal For(Account account)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, account.Id.ToString(CultureInfo.InvariantCulture)),
            new(ClaimTypes.Name, account.Author?.Name ?? account.Email!),
            new(ClaimTypes.Role, account.Role.ToString()),
            new(Viewer.AuthorClaim, account.AuthorId.ToString(CultureInfo.InvariantCulture)),
        ];
        if (account.Language is { } language)
        {
            claims.Add(new Claim(Viewer.LanguageClaim, language));
        }

        return new ClaimsPrincipal(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }
}
