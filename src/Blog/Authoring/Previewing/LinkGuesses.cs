namespace Blog.Authoring.Previewing;

/// <summary>
/// How many wrong preview links an address may ask for: a token cannot be guessed, but trying shall cost the blog nothing either. In memory,
/// by the program's own clock.
/// </summary>
public sealed class LinkGuesses(TimeProvider clock)
{
    /// <summary>Wrong links in <see cref="Window"/>.</summary>
    public const int Most = 30;

    /// <summary>Addresses remembered; beyond it the one that began first is forgotten.</summary>
    public const int Capacity = 10_000;

    /// <summary>From the first wrong link on.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private readonly Dictionary<string, LinkedListNode<Guesser>> byAddress = new(StringComparer.Ordinal);
    private readonly LinkedList<Guesser> firstBegun = [];

    /// <summary>How long an address must wait; null where it need not.</summary>
    /// <param name="address">As <see cref="Site.ClientAddress.Partition"/> has it.</param>
    public TimeSpan? WaitOf(string address)
    {
        lock (gate)
        {
            Forget();
            return byAddress.TryGetValue(address, out var node) && node.Value.Count >= Most ? node.Value.Since + Window - clock.GetUtcNow() : null;
        }
    }

    /// <summary>Counts a wrong one.</summary>
    public void Note(string address)
    {
        lock (gate)
        {
            Forget();
            if (byAddress.TryGetValue(address, out var node))
            {
                node.ValueRef = node.Value with { Count = node.Value.Count + 1 };
                return;
            }

            if (byAddress.Count >= Capacity)
            {
                Remove(firstBegun.First!);
            }

            byAddress[address] = firstBegun.AddLast(new Guesser(address, clock.GetUtcNow(), 1));
        }
    }

    private void Forget()
    {
        var now = clock.GetUtcNow();
        while (firstBegun.First is { } first && now - first.Value.Since >= Window)
        {
            Remove(first);
        }
    }

    private void Remove(LinkedListNode<Guesser> node)
    {
        byAddress.Remove(node.Value.Address);
        firstBegun.Remove(node);
    }

    private readonly record struct Guesser(string Address, DateTimeOffset Since, int Count);
}
