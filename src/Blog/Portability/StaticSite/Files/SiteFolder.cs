using Blog.Portability.Output;

namespace Blog.Portability.StaticSite.Files;

/// <summary>A static site in a folder: what servers may send is in <c>public</c>, what configures them beside it.</summary>
public sealed class SiteFolder(OutputFolder folder) : ISiteTarget
{
    /// <summary>Name of the list of what was written.</summary>
    public const string List = ".export-site.jsonl";

    internal const string Public = "public/";

    /// <summary>Absolute path of the folder that a server sends.</summary>
    public string Root => Path.Combine(folder.Root, Public.TrimEnd('/'));

    public string? InputsOf(string path) => folder.Before(Public + path)?.Inputs;

    public string? NoteOf(string path) => folder.Before(Public + path)?.Note;

    public Task<byte[]?> ReadAsync(string path, CancellationToken cancellationToken) => folder.ReadAsync(Public + path, cancellationToken);

    public bool TryKeep(StaticFile file, string inputs) => folder.TryKeep(Public + file.Path, inputs);

    public Task WriteAsync(
        StaticFile file,
        ReadOnlyMemory<byte> bytes,
        string? inputs,
        string? note,
        CancellationToken cancellationToken
    ) => folder.WriteAsync(Public + file.Path, bytes, inputs, cancellationToken, note);

    public Task CopyAsync(StaticFile file, string source, CancellationToken cancellationToken) =>
        folder.CopyAsync(Public + file.Path, source, cancellationToken);
}
