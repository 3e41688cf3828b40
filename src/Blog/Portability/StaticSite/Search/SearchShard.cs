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
    public const char Parts = '|';

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, Posting> _words = new(StringComparer.Ordinal);

    public bool IsEmpty => _words.Count == 0;

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
        posting ??= new Posting();
        posting.Add(post, inHead);
    }

    /// <summary>
    /// Takes posts out of a file that <see cref="Write"/> wrote, and adds words to it. What does not change is copied as it is, unread: one
    /// post is in few words of a large index.
    /// </summary>
    /// <param name="file">The file.</param>
    /// <param name="gone">Row ids of posts.</param>
    /// <param name="added">The words of posts that are not in it, or gone from it.</param>
    /// <returns>The new file; null if it is the same.</returns>
    /// <exception cref="JsonException">It is something else.</exception>
    public static byte[]? Edit(ReadOnlySpan<byte> file, IReadOnlySet<int> gone, SearchShard added)
    {
        var waiting = new Queue<string>(added._words.Keys.Order(StringComparer.Ordinal));
        var edited = new EditedShard(file);
        var entries = new ShardEntries(file, gone);
        var letters = new char[256];
        while (entries.MoveNext())
        {
            Posting? more = null;
            if (waiting.Count > 0)
            {
                if (entries.Name.Length > letters.Length)
                {
                    letters = new char[entries.Name.Length];
                }

                var word = letters.AsSpan(0, entries.CopyWord(letters));
                while (waiting.TryPeek(out var next) && next.AsSpan().SequenceCompareTo(word) is var order and <= 0)
                {
                    waiting.Dequeue();
                    if (order == 0)
                    {
                        more = added._words[next];
                        break;
                    }

                    edited.Add(next, added._words[next].ToString());
                }
            }

            if (more is null && !entries.HoldsGone)
            {
                edited.Keep(entries.Start, entries.End);
                continue;
            }

            var posting = new Posting(entries.Value);
            posting.Remove(gone);
            posting.Add(more);
            var text = posting.ToString();
            if (Ascii.Equals(entries.Value, text))
            {
                edited.Keep(entries.Start, entries.End);
            }
            else if (posting.IsEmpty)
            {
                edited.Leave();
            }
            else
            {
                edited.Add(entries.Name, text);
            }
        }

        while (waiting.TryDequeue(out var last))
        {
            edited.Add(last, added._words[last].ToString());
        }

        return edited.Finish();
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

    /// <summary>The posts of one word, in ascending order.</summary>
    private sealed class Posting
    {
        private readonly List<int> _head = [];
        private readonly List<int> _body = [];

        public Posting() { }

        public Posting(ReadOnlySpan<byte> text)
        {
            foreach (var (post, inHead) in new Posts(text))
            {
                (inHead ? _head : _body).Add(post);
            }
        }

        public bool IsEmpty => _head.Count == 0 && _body.Count == 0;

        public void Add(int post, bool inHead)
        {
            var posts = inHead ? _head : _body;
            var at = posts.Count == 0 || posts[^1] < post ? ~posts.Count : posts.BinarySearch(post); // mostly added in order
            if (at < 0)
            {
                posts.Insert(~at, post);
            }
        }

        public void Add(Posting? other)
        {
            foreach (var post in other?._head ?? [])
            {
                Add(post, inHead: true);
            }

            foreach (var post in other?._body ?? [])
            {
                Add(post, inHead: false);
            }
        }

        public void Remove(IReadOnlySet<int> posts)
        {
            _head.RemoveAll(posts.Contains);
            _body.RemoveAll(posts.Contains);
        }

        public override string ToString() => Text(_head) + Parts + Text(_body);

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

    /// <summary>Reads the posts of a written posting, each with whether it has the word in title or tags.</summary>
    private ref struct Posts(ReadOnlySpan<byte> text)
    {
        private readonly ReadOnlySpan<byte> _text = text;
        private int _at;
        private int _last;
        private bool _inBody;

        public (int Post, bool InHead) Current { get; private set; }

        public readonly Posts GetEnumerator() => this;

        public bool MoveNext()
        {
            var (number, hasDigits) = (0, false);
            while (_at < _text.Length)
            {
                var c = (char)_text[_at];
                if (char.IsAsciiLetterOrDigit(c))
                {
                    (number, hasDigits) = ((number * 36) + (char.IsAsciiDigit(c) ? c - '0' : c - 'a' + 10), true);
                }
                else if (hasDigits)
                {
                    break; // the separator is read the next time
                }
                else if (c == Parts)
                {
                    (_last, _inBody) = (0, true);
                }

                _at++;
            }

            if (hasDigits)
            {
                Current = (_last += number, !_inBody);
            }

            return hasDigits;
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
