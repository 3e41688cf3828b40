using System.Security.Claims;
using Blog.Data.Posts.Drafts;

namespace Blog.Site;

/// <summary>What a page asks of its visitor: names of authorization policies.</summary>
public static class Access
{
    /// <summary>Any account that may sign in.</summary>
    public const string Author = "author";

    /// <summary>An owner of the site.</summary>
    public const string Owner = "owner";
}

/// <summary>Who is signed in, as the session says.</summary>
public static class Viewer
{
    /// <summary>Claim: row id of the author that the account writes as.</summary>
    public const string AuthorClaim = "author";

    /// <summary>Claim: row id of the session.</summary>
    public const string SessionClaim = "session";

    /// <summary>Claim: when the person last proved to be who they are, in Unix seconds.</summary>
    public const string ProvedClaim = "proved";

    /// <summary>Claim: BCP 47 tag of the language that the person wants to be spoken to in; absent to follow the browser.</summary>
    public const string LanguageClaim = "language";

    /// <summary>Value of the role claim of an owner.</summary>
    public const string OwnerRole = "Owner";

    extension(ClaimsPrincipal person)
    {
        /// <summary>Row id of the account.</summary>
        /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
        public int AccountId => Number(person, ClaimTypes.NameIdentifier);

        /// <summary>Row id of the author that the account writes as.</summary>
        /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
        public int AuthorId => Number(person, AuthorClaim);

        /// <summary>Row id of the session.</summary>
        /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
        public int SessionId => Number(person, SessionClaim);

        public bool IsOwner => person.IsInRole(OwnerRole);

        /// <summary>As whom the account writes.</summary>
        /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
        public Actor Actor => new(person.AuthorId, person.IsOwner);

        /// <summary>Whether somebody is signed in.</summary>
        public bool IsSignedIn => person.Identity?.IsAuthenticated == true;

        /// <summary>When the person last proved to be who they are.</summary>
        public DateTimeOffset ProvedAt =>
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(Value(person, ProvedClaim), CultureInfo.InvariantCulture));
    }

    private static int Number(ClaimsPrincipal person, string type) => int.Parse(Value(person, type), CultureInfo.InvariantCulture);

    private static string Value(ClaimsPrincipal person, string type) =>
        person.FindFirstValue(type)
        ?? throw new InvalidOperationException($"Nobody is signed in, or the session says no {type}: the page lacks [Authorize].");
}
