namespace Blog.Site.Security;

/// <summary>Settings of the security log that belong to the machine.</summary>
/// <param name="HasWholeAddresses">Whether addresses are kept whole; otherwise the network alone.</param>
/// <param name="File">Absolute path of the file for other programs such as fail2ban; null for none.</param>
public sealed record SecurityLogOptions(bool HasWholeAddresses, string? File)
{
    /// <summary>Reads and validates them.</summary>
    /// <param name="contentRoot">The base of a relative path.</param>
    /// <param name="error">One line naming the key, its value and what is expected; null when everything is valid.</param>
    public static SecurityLogOptions? Read(IConfiguration configuration, string contentRoot, out string? error)
    {
        error = null;
        var addresses = configuration["Blog:SecurityLog:Addresses"];
        var file = configuration["Blog:SecurityLog:File"];
        var isWhole = string.Equals(addresses, "full", StringComparison.OrdinalIgnoreCase);
        if (!string.IsNullOrWhiteSpace(addresses) && !isWhole && !string.Equals(addresses, "short", StringComparison.OrdinalIgnoreCase))
        {
            error = $"Blog__SecurityLog__Addresses is '{addresses}': it must be short or full";
            return null;
        }

        if (string.IsNullOrWhiteSpace(file))
        {
            return new SecurityLogOptions(isWhole, null);
        }

        var path = Path.GetFullPath(file, contentRoot);
        if (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(path)))
        {
            error = $"Blog__SecurityLog__File is '{file}': it must be a file in a folder that exists";
            return null;
        }

        return new SecurityLogOptions(isWhole, path);
    }
}
