using System.Runtime.InteropServices;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Blog.Portability.StaticSite.Search;

/// <summary>
/// One file of the index: some of the words, each with the posts that have it. A word's file follows from a hash of it, so a search loads
/// a file for each of its words and nothing else.
/// </summary>
internal sealed class SearchShard
{
    /// <summary>What separates the posts with the word in title or tags from those with it in the text.</summary>
    private const char Parts = '|';

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, (SortedSet<int> Head, SortedSet<int> Body)> _words = new(StringComparer.Ordinal);

    /// <summary>The file of a word: FNV-1a over UTF-16, which the script computes as well.</summary>
    public static int Of(string word, int shards)
    {
        var hash = 2166136261u;
        foreach (var c in word)
        {
            hash = (hash ^ c) * 16777619u;
        }

        return (int)(hash % (uint)shards);
    }

    public void Add(string word, int post, bool inHead)
    {
        ref var posts = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out var isKnown);
        if (!isKnown)
        {
            posts = ([], []);
        }

        (inHead ? posts.Head : posts.Body).Add(post);
    }

    /// <summary>Takes posts out.</summary>
    /// <returns>Whether any of them was there.</returns>
    public bool Remove(IReadOnlyCollection<int> posts)
    {
        var isChanged = false;
        foreach (var (word, (head, body)) in _words)
        {
            foreach (var post in posts)
            {
                isChanged |= head.Remove(post) | body.Remove(post);
            }

            if (head.Count == 0 && body.Count == 0)
            {
                _words.Remove(word);
            }
        }

        return isChanged;
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    /// <exception cref="FormatException">It is something else.</exception>
    public static SearchShard Read(ReadOnlySpan<byte> bytes)
    {
        var shard = new SearchShard();
        var json = new Utf8JsonReader(bytes);
        while (json.Read())
        {
            if (json.TokenType == JsonTokenType.PropertyName)
            {
                var word = json.GetString()!;
                json.Read();
                var parts = (json.GetString() ?? "").Split(Parts);
                shard._words[word] = (Posts(parts[0]), Posts(parts[1]));
            }
        }

        return shard;
    }

    /// <summary>As JSON, in a stable order: the numbers of posts as differences, to the base of 36.</summary>
    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            foreach (var (word, (head, body)) in _words.OrderBy(word => word.Key, StringComparer.Ordinal))
            {
                json.WriteString(word, Text(head) + Parts + Text(body));
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static string Text(SortedSet<int> posts)
    {
        var (text, last) = (new StringBuilder(), 0);
        foreach (var post in posts)
        {
            text.Append(text.Length > 0 ? " " : "").Append(Base36(post - last));
            last = post;
        }

        return text.ToString();
    }

    private static SortedSet<int> Posts(string text)
    {
        var (posts, last) = (new List<int>(), 0);
        foreach (var range in text.AsSpan().Split(' '))
        {
            if (text.AsSpan(range) is { Length: > 0 } number)
            {
                posts.Add(last += FromBase36(number));
            }
        }

        return [.. posts];
    }

    private static string Base36(int number)
    {
        Span<char> digits = stackalloc char[8];
        var at = digits.Length;
        do
        {
            digits[--at] = "0123456789abcdefghijklmnopqrstuvwxyz"[number % 36];
            number /= 36;
        } while (number > 0);

        return digits[at..].ToString();
    }

    private static int FromBase36(ReadOnlySpan<char> digits)
    {
        var number = 0;
        foreach (var c in digits)
        {
            number = checked(
                (number * 36)
                + (
                    char.IsAsciiDigit(c) ? c - '0'
                    : char.IsAsciiLetterLower(c) ? c - 'a' + 10
                    : throw new FormatException()
                )
            );
        }

        return number;
    }
}
