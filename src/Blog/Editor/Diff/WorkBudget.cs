namespace Blog.Editor.Diff;

/// <summary>The search budget of one comparison; beyond it, the comparison becomes coarse.</summary>
internal sealed class WorkBudget
{
    private long _left = 64_000_000; // steps of the innermost loop: about a quarter of a second

    public bool TrySpend(long steps)
    {
        if (steps > _left)
        {
            return false;
        }

        _left -= steps;
        return true;
    }
}
