namespace Blog.Portability.Git.Repository;

/// <summary>Where a repository is, and how the server lets us in.</summary>
/// <param name="Token">Sent to that host only; null for none.</param>
internal sealed record GitRemote(string Url, string Branch, string? Token)
{
    /// <summary>Servers that take a token ask for no particular name; some ask for the account's, which the address may have.</summary>
    private const string AnyUser = "git";

    public string User =>
        Uri.TryCreate(Url, UriKind.Absolute, out var address) && address.UserInfo.Length > 0
            ? Uri.UnescapeDataString(address.UserInfo)
            : AnyUser;

    /// <summary>Whether an address is of the same host: a token must not follow a redirect.</summary>
    public bool IsSameHost(string url) =>
        Uri.TryCreate(Url, UriKind.Absolute, out var ours)
        && Uri.TryCreate(url, UriKind.Absolute, out var theirs)
        && (ours.Scheme, ours.Host, ours.Port) == (theirs.Scheme, theirs.Host, theirs.Port);
}
