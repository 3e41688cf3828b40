namespace Blog.Images;

/// <summary>
/// Counts how often elements of an SVG would be drawn through internal references: ten levels of ten copies are ten billion shapes.
/// </summary>
internal sealed class SvgReferences
{
    private const long MaxCopies = 20_000;

    private readonly Stack<string?> _open = new();
    private readonly Dictionary<string, List<string>> _uses = new(StringComparer.Ordinal);
    private readonly List<string> _all = [];
    private string? _empty;

    public void Enter(string? id, bool isEmpty)
    {
        _empty = isEmpty ? id : null;
        if (!isEmpty)
        {
            _open.Push(id);
        }
    }

    public void Leave() => _open.TryPop(out _);

    public void Use(string id)
    {
        _all.Add(id);
        foreach (var owner in _open.Append(_empty).OfType<string>())
        {
            (_uses.TryGetValue(owner, out var list) ? list : _uses[owner] = []).Add(id);
        }
    }

    public bool AreTooMany
    {
        get
        {
            var copies = new Dictionary<string, long>(StringComparer.Ordinal);
            var total = 0L;
            foreach (var id in _all)
            {
                total += Copies(id, copies, 0);
                if (total > MaxCopies)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private long Copies(string id, Dictionary<string, long> known, int depth)
    {
        if (known.TryGetValue(id, out var copies))
        {
            return copies;
        }

        if (depth > 32)
        {
            return MaxCopies + 1; // a cycle, or an unreasonably long chain
        }

        copies = 1;
        foreach (var used in _uses.GetValueOrDefault(id, []))
        {
            copies += Copies(used, known, depth + 1);
            if (copies > MaxCopies)
            {
                break;
            }
        }

        return known[id] = copies;
    }
}
