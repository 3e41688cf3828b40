using System.Collections.Concurrent;
using Blog.Data.People;

namespace Blog.Accounts.Sessions;

/// <summary>
/// Sessions that a full disk could not take, so that an owner can sign in and make room. They are stored as soon as there is some, and are
/// lost when the program ends before.
/// </summary>
public sealed class MemorySessions
{
    private const int Most = 100;

    private readonly ConcurrentDictionary<string, Session> _open = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _ended = new(StringComparer.Ordinal);

    /// <summary>Keeps a session.</summary>
    /// <returns>Whether there was room for it.</returns>
    public bool TryKeep(Session session) => _open.Count < Most && _open.TryAdd(session.KeyHash, session);

    /// <summary>The session of a key; null where it is not kept here.</summary>
    public Session? Find(string keyHash) => _open.IsEmpty ? null : _open.GetValueOrDefault(keyHash);

    /// <summary>Forgets a session that is stored now, or has ended.</summary>
    public void Remove(string keyHash) => _open.TryRemove(keyHash, out _);

    /// <summary>Ends a session whose row cannot be deleted now.</summary>
    public void End(string keyHash)
    {
        Remove(keyHash);
        if (_ended.Count < Most)
        {
            _ended[keyHash] = true;
        }
    }

    /// <summary>Whether a session has ended although its row is there.</summary>
    public bool HasEnded(string keyHash) => !_ended.IsEmpty && _ended.ContainsKey(keyHash);
}
