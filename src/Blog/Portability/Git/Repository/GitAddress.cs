using LibGit2Sharp;

namespace Blog.Portability.Git.Repository;

/// <summary>Checks what an owner types about a repository.</summary>
internal static class GitAddress
{
    private const int MaxFolderDepth = 10;

    /// <summary>Checks the address of a repository.</summary>
    /// <returns>Why it is refused; null if it can be used.</returns>
    public static GitAddressError? Check(string? url, GitOptions options)
    {
        if (string.IsNullOrWhiteSpace(url) || url.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)))
        {
            return GitAddressError.NoAddress;
        }

        if (options.AllowsFolders && url.StartsWith('/'))
        {
            return null;
        }

        if (
            url.StartsWith("ssh:", StringComparison.OrdinalIgnoreCase)
            || (url.Contains('@') && !url.Contains("://", StringComparison.Ordinal))
        )
        {
            return GitAddressError.Ssh;
        }

        return !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Host.Length == 0 ? GitAddressError.NoAddress
            : address.Scheme != Uri.UriSchemeHttps ? GitAddressError.NotHttps
            : address.UserInfo.Contains(':') ? GitAddressError.Password
            : address.Query.Length > 0 || address.Fragment.Length > 0 || address.AbsolutePath.Length < 2 ? GitAddressError.NoAddress
            : null;
    }

    /// <summary>The address as pages and logs show it: without a user's name.</summary>
    public static string Shown(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address) && address.UserInfo.Length > 0
            ? new UriBuilder(address) { UserName = "" }
                .Uri
                .AbsoluteUri
            : url;

    public static bool IsBranch(string branch) => branch.Length > 0 && branch[0] != '-' && Reference.IsValidName("refs/heads/" + branch);

    /// <summary>A folder without slashes around it; null if it is invalid.</summary>
    public static string? Folder(string? written)
    {
        var folder = (written ?? "").Trim().Trim('/');
        var parts = folder.Split('/');
        return folder.Length == 0 || (parts.Length <= MaxFolderDepth && parts.All(RepositoryPath.IsSafeName)) ? folder : null;
    }
}

/// <summary>Why an address is refused.</summary>
internal enum GitAddressError
{
    NoAddress,

    /// <summary>Another scheme than https.</summary>
    NotHttps,

    /// <summary>The library would start the machine's ssh, which the image does not have.</summary>
    Ssh,

    /// <summary>It contains a password, which would be shown.</summary>
    Password,
}
