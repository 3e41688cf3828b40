namespace Blog.Portability.Import.Sources;

/// <summary>A folder with files of the old site, and the address at which they were.</summary>
/// <param name="Address">A decoded path with a slash at its start and none at its end (<c>/wp-content/uploads</c>).</param>
/// <param name="Folder">Absolute path without a slash at its end.</param>
internal sealed record SourceMount(string Address, string Folder)
{
    /// <summary>Whether a file is below the folder.</summary>
    /// <param name="path">Absolute, without dots.</param>
    public bool Holds(string path) => path.StartsWith(Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    /// <summary>The address at which one of its files was.</summary>
    public string AddressOf(string path) => Address + "/" + Path.GetRelativePath(Folder, path).Replace('\\', '/');

    /// <summary>The path of the file at an address; null for an address elsewhere.</summary>
    public string? PathOf(string address) =>
        address.StartsWith(Address + "/", StringComparison.OrdinalIgnoreCase)
            ? Path.Combine(Folder, address[(Address.Length + 1)..].TrimStart('/'))
            : null;
}
