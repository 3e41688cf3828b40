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

    private readonly Dictionary<string, Posting> _words = new(StringComparer.Ordinal);

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
        ref var posting = ref CollectionsMarshal.GetValueRefOrAddDefault(_words, word, out _);
        posting ??= new Posting([], []);
        posting.Add(post, inHead);
    }

    /// <summary>Takes posts out.</summary>
    /// <returns>Whether any of them was there.</returns>
    public bool Remove(IReadOnlySet<int> posts)
    {
        var isChanged = false;
        foreach (var (word, posting) in _words)
        {
            if (posting.Remove(posts))
            {
                isChanged = true;
                if (posting.IsEmpty)
                {
                    _words.Remove(word);
                }
            }
        }

        return isChanged;
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
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
                shard._words[word] = new Posting(json.GetString()!);
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
            foreach (var (word, posting) in _words.OrderBy(word => word.Key, StringComparer.Ordinal))
            {
                json.WriteString(word, posting.ToString());
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    /// <summary>The posts of one word. Kept as text until it changes: of a whole index, one post touches few.</summary>
    private sealed class Posting
    {
        private string? _text;
        private readonly List<int> _head = [];
        private readonly List<int> _body = [];

        public Posting(List<int> head, List<int> body) => (_head, _body) = (head, body);

        public Posting(string text) => _text = text;

        public bool IsEmpty => _text is null && _head.Count == 0 && _body.Count == 0;

        public void Add(int post, bool inHead)
        {
            Open();
            var posts = inHead ? _head : _body;
            var at = posts.Count == 0 || posts[^1] < post ? ~posts.Count : posts.BinarySearch(post); // mostly added in order
            if (at < 0)
            {
                posts.Insert(~at, post);
            }
        }

        public bool Remove(IReadOnlySet<int> posts)
        {
            if (_text is not null)
            {
                var isThere = false;
                Walk(_text, (post, _) => isThere |= posts.Contains(post));
                if (!isThere)
                {
                    return false;
                }
            }

            Open();
            return _head.RemoveAll(posts.Contains) + _body.RemoveAll(posts.Contains) > 0;
        }

        public override string ToString() => _text ?? Text(_head) + Parts + Text(_body);

        private void Open()
        {
            if (_text is { } text)
            {
                _text = null;
                Walk(text, (post, inHead) => (inHead ? _head : _body).Add(post));
            }
        }

        private static void Walk(string text, Action<int, bool> take)
        {
            var (last, number, hasDigits, inHead) = (0, 0, false, true);
            for (var i = 0; i <= text.Length; i++)
            {
                var c = i < text.Length ? text[i] : Parts;
                if (c is ' ' or Parts)
                {
                    if (hasDigits)
                    {
                        take(last += number, inHead);
                    }

                    (number, hasDigits) = (0, false);
                    if (c == Parts)
                    {
                        (last, inHead) = (0, false);
                    }
                }
                else
                {
                    (number, hasDigits) = ((number * 36) + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10), true);
                }
            }
        }

        private static string Text(List<int> posts)
        {
            var (text, last) = (new StringBuilder(), 0);
            foreach (var post in posts)
            {
                text.Append(text.Length > 0 ? " " : "").Append(Base36(post - last));
                last = post;
            }

            return text.ToString();
        }
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
}
