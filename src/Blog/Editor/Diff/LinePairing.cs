using System.Runtime.InteropServices;

namespace Blog.Editor.Diff;

/// <summary>Within replaced lines, finds which old line became which new one.</summary>
internal sealed class LinePairing
{
    private const int MaxCells = 40_000;
    private const double Alike = 0.4; // share of the weight that two lines have in common: unrelated Chinese sentences have up to 0.3
    private const double AlikeAlone = 0.15; // a single line replaced by a single line: almost certainly an edit of it

    private readonly Bag[] _before;
    private readonly Bag[] _after;
    private readonly double _threshold;

    private LinePairing(IEnumerable<List<string>> before, IEnumerable<List<string>> after)
    {
        var ids = new Dictionary<string, int>(StringComparer.Ordinal);
        _before = [.. before.Select(line => new Bag(line, ids))];
        _after = [.. after.Select(line => new Bag(line, ids))];
        _threshold = _before.Length == 1 && _after.Length == 1 ? AlikeAlone : Alike;
    }

    /// <summary>
    /// Pairs of indexes, ascending on both sides. Where there are very many lines, each is only compared with the one at the same index.
    /// </summary>
    public static List<(int Before, int After)> Pairs(
        IReadOnlyList<List<string>> before,
        IReadOnlyList<List<string>> after,
        WorkBudget budget
    )
    {
        var pairing = new LinePairing(before, after);
        var cells = (long)before.Count * after.Count;
        var steps = (before.Sum(line => (long)line.Count) * after.Count) + (after.Sum(line => (long)line.Count) * before.Count);
        return cells <= MaxCells && budget.TrySpend(cells + steps) ? pairing.Best() : pairing.InPlace();
    }

    private List<(int Before, int After)> InPlace() =>
        [.. Enumerable.Range(0, Math.Min(_before.Length, _after.Length)).Where(i => Score(i, i) > 0).Select(i => (i, i))];

    /// <summary>The pairing of the greatest total weight: a table of the best score of each two remainders.</summary>
    private List<(int Before, int After)> Best()
    {
        var scores = new double[_before.Length, _after.Length];
        var best = new double[_before.Length + 1, _after.Length + 1];
        for (var i = _before.Length - 1; i >= 0; i--)
        {
            for (var j = _after.Length - 1; j >= 0; j--)
            {
                scores[i, j] = Score(i, j);
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), scores[i, j] > 0 ? scores[i, j] + best[i + 1, j + 1] : 0);
            }
        }

        var pairs = new List<(int Before, int After)>();
        for (int i = 0, j = 0; i < _before.Length && j < _after.Length; )
        {
            if (scores[i, j] > 0 && best[i, j] <= scores[i, j] + best[i + 1, j + 1])
            {
                pairs.Add((i++, j++));
            }
            else if (best[i + 1, j] >= best[i, j + 1])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return pairs;
    }

    /// <summary>The common weight of two lines; 0 where they are not similar.</summary>
    private double Score(int i, int j)
    {
        var whole = _before[i].Weight + _after[j].Weight;
        var common = 2.0 * _before[i].Common(_after[j]);
        return whole > 0 && common / whole >= _threshold ? common : 0;
    }

    private sealed class Bag
    {
        private readonly (int Id, int Weight)[] _pieces;

        public Bag(List<string> line, Dictionary<string, int> ids)
        {
            _pieces = new (int, int)[line.Count];
            for (var i = 0; i < _pieces.Length; i++)
            {
                ref var id = ref CollectionsMarshal.GetValueRefOrAddDefault(ids, line[i], out var known);
                id = known ? id : ids.Count;
                _pieces[i] = (id, TextPieces.Weigh(line[i]));
                Weight += _pieces[i].Weight;
            }

            Array.Sort(_pieces);
        }

        public long Weight { get; }

        public long Common(Bag other)
        {
            var common = 0L;
            for (int i = 0, j = 0; i < _pieces.Length && j < other._pieces.Length; )
            {
                var order = _pieces[i].Id.CompareTo(other._pieces[j].Id);
                common += order == 0 ? _pieces[i].Weight : 0;
                i += order <= 0 ? 1 : 0;
                j += order >= 0 ? 1 : 0;
            }

            return common;
        }
    }
}
