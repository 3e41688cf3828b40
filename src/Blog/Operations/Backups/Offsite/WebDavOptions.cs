namespace Blog.Operations.Backups.Offsite;

/// <summary>A folder of a WebDAV server.</summary>
/// <param name="Address">Ends with a slash.</param>
/// <param name="User">Null where the server asks for none.</param>
public sealed record WebDavOptions(Uri Address, string? User, string? Password)
{
    /// <summary>Reads and checks the settings.</summary>
    /// <param name="error">One line naming key, value and what it must be; null where everything is valid.</param>
    /// <returns>The folder; null for none, or an error.</returns>
    public static WebDavOptions? Read(IConfiguration configuration, out string? error)
    {
        var (written, user, password) = (
            configuration["Blog:Offsite:WebDav:Url"],
            configuration["Blog:Offsite:WebDav:User"],
            configuration["Blog:Offsite:WebDav:Password"]
        );
        error = null;
        if (string.IsNullOrWhiteSpace(written))
        {
            return null;
        }

        // The password goes with every request, so it must not travel in clear text.
        if (
            !Uri.TryCreate(written.Trim().TrimEnd('/') + "/", UriKind.Absolute, out var address)
            || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
            || address.Query.Length > 0
            || address.Fragment.Length > 0
            || address.UserInfo.Length > 0
        )
        {
            error =
                $"Blog__Offsite__WebDav__Url is '{written}': it must be an https address of a folder, without user and query, such as "
                + "https://dav.example.org/blog/";
            return null;
        }

        return new WebDavOptions(
            address,
            string.IsNullOrWhiteSpace(user) ? null : user.Trim(),
            string.IsNullOrEmpty(password) ? null : password
        );
    }

    /// <summary>Without the password.</summary>
    public override string ToString() => Address.AbsoluteUri;
}
