using System.Security.Claims;
using Blog.Data.Posts.Drafts;

namespace Blog.Site;

/// <summary>Names of the authorization policies of pages.</summary>
public static class Access
{
    /// <summary>Any account that may sign in.</summary>
    public const string Author = "author";

    /// <summary>An owner of the site.</summary>
    public const string Owner = "owner";
}

/// <summary>Reads the signed-in person from the claims of the session.</summary>
public static class Viewer
{
    /// <summary>Claim: row id of the author that the account writes as.</summary>
    public const string AuthorClaim = "author";

    /// <summary>Claim: row id of the session.</summary>
    public const string SessionClaim = "session";

    /// <summary>Claim: when the person last authenticated, in Unix seconds.</summary>
    public const string ProvedClaim = "proved";

    /// <summary>Claim: the session was begun with one factor only, such as a password or a link.</summary>
    public const string SingleFactorClaim = "single-factor";

    /// <summary>Claim: BCP 47 tag of the language that the person chose for the admin; absent to follow the browser.</summary>
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

        /// <summary>The author that the account writes as.</summary>
        /// <exception cref="InvalidOperationException">Nobody is signed in.</exception>
        public Actor Actor => new(person.AuthorId, person.IsOwner);

        /// <summary>Whether somebody is signed in.</summary>
        public bool IsSignedIn => person.Identity?.IsAuthenticated == true;

        /// <summary>When the person last authenticated.</summary>
        public DateTimeOffset ProvedAt =>
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(Value(person, ProvedClaim), CultureInfo.InvariantCulture));
    }

    private static int Number(ClaimsPrincipal person, string type) => int.Parse(Value(person, type), CultureInfo.InvariantCulture);

    private static string Value(ClaimsPrincipal person, string type) =>
        person.FindFirstValue(type)
        ?? throw new InvalidOperationException($"Nobody is signed in, or the session has no {type} claim: the page lacks [Authorize].");
}
