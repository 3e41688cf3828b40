namespace Blog.Editor.Copying.Content;

/// <summary>Counts what does not survive while a copy is made.</summary>
public sealed class NoteCounter
{
    private readonly Dictionary<CopyNoteKind, List<string>> _found = [];

    public void Add(CopyNoteKind kind, string detail = "")
    {
        if (!_found.TryGetValue(kind, out var details))
        {
            _found[kind] = details = [];
        }

        details.Add(detail);
    }

    /// <summary>What was counted, losses first.</summary>
    public IReadOnlyList<CopyNote> ToNotes() =>
        [
            .. _found
                .OrderBy(found => found.Key)
                .Select(found => new CopyNote(
                    found.Key,
                    found.Value.Count,
                    [.. found.Value.Where(detail => detail.Length > 0).Distinct(StringComparer.Ordinal)]
                )),
        ];
}
