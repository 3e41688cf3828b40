using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Blog.Portability.StaticSite.Search;

/// <summary>
/// Goes through the words of a file that <see cref="SearchShard.Write"/> wrote, and tells which of them are words of some posts. A
/// change of one post goes through all files, so this reads each byte once and decodes nothing.
/// </summary>
internal ref struct ShardEntries
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly IReadOnlySet<int> _gone;
    private readonly int _first = int.MaxValue;
    private readonly int _last = int.MinValue;
    private int _at = 1;
    private int _colon;

    /// <param name="file">The file.</param>
    /// <param name="gone">Row ids of posts.</param>
    /// <exception cref="JsonException">It is something else.</exception>
    public ShardEntries(ReadOnlySpan<byte> file, IReadOnlySet<int> gone)
    {
        _file = file;
        _gone = gone;
        foreach (var post in gone)
        {
            (_first, _last) = (Math.Min(_first, post), Math.Max(_last, post));
        }

        if (file is not [(byte)'{', .., (byte)'}'])
        {
            throw Damaged();
        }
    }

    /// <summary>Where the present entry begins, with its word.</summary>
    public int Start { get; private set; }

    /// <summary>Behind the entry; there is a comma between two of them.</summary>
    public int End { get; private set; }

    /// <summary>Whether one of the posts has the word.</summary>
    public bool HoldsGone { get; private set; }

    /// <summary>The word as it is written, with its quotation marks.</summary>
    public readonly ReadOnlySpan<byte> Name => _file[Start.._colon];

    /// <summary>The posts that have the word, as <see cref="SearchShard"/> writes them.</summary>
    public readonly ReadOnlySpan<byte> Value => _file[(_colon + 2)..(End - 1)];

    /// <summary>Copies the word.</summary>
    /// <param name="letters">As long as <see cref="Name"/> at least.</param>
    /// <returns>Its length.</returns>
    public readonly int CopyWord(Span<char> letters)
    {
        if (!Name.Contains((byte)'\\'))
        {
            return Encoding.UTF8.GetChars(Name[1..^1], letters);
        }

        var json = new Utf8JsonReader(Name);
        json.Read();
        return json.CopyString(letters);
    }

    /// <summary>Goes on to the next entry.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // code that is compiled ahead takes four times as long for each byte
    public bool MoveNext()
    {
        var file = _file;
        var at = _at;
        if (at == file.Length - 1)
        {
            return false;
        }

        Start = at;
        for (at++; at < file.Length && file[at] != '"'; at++)
        {
            at += file[at] == '\\' ? 1 : 0;
        }

        _colon = at + 1;
        if (file[Start] != '"' || at + 3 >= file.Length || file[at + 1] != ':' || file[at + 2] != '"')
        {
            throw Damaged();
        }

        var (number, post, holds) = (0, 0, false);
        for (at += 3; at < file.Length; at++)
        {
            int c = file[at];
            if (c is >= '0' and <= '9')
            {
                number = (number * 36) + c - '0';
            }
            else if (c is >= 'a' and <= 'z')
            {
                number = (number * 36) + c - 'a' + 10;
            }
            else
            {
                post += number;
                number = 0;
                holds |= post >= _first && post <= _last && _gone.Contains(post);
                if (c == '"')
                {
                    break;
                }

                post = c == SearchShard.Parts ? 0 : post; // each part begins anew
            }
        }

        (HoldsGone, End, _at) = (holds, at + 1, at + 1);
        if (at + 1 >= file.Length || (at + 2 < file.Length && file[at + 1] != ','))
        {
            throw Damaged();
        }

        _at += file[at + 1] == ',' ? 1 : 0;
        return true;
    }

    private static JsonException Damaged() => new("This is no file of the search's words.");
}
