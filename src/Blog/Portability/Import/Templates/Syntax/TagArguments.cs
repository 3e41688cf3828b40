namespace Blog.Portability.Import.Templates.Syntax;

/// <summary>What stands behind the name of a tag.</summary>
internal sealed class TagArguments
{
    private static readonly Dictionary<char, char> Quotes = new()
    {
        ['"'] = '"',
        ['\''] = '\'',
        ['`'] = '`',
        ['“'] = '”',
        ['‘'] = '’',
    };

    private readonly List<string> _words = [];
    private readonly Dictionary<string, string> _options = new(StringComparer.OrdinalIgnoreCase);

    private TagArguments(string text) => Text = text;

    /// <summary>As written.</summary>
    public string Text { get; }

    /// <summary>The arguments without a name, without their quotation marks.</summary>
    public IReadOnlyList<string> Words => _words;

    public IReadOnlyDictionary<string, string> Options => _options;

    /// <summary>Reads arguments with blanks between; <c>x=y</c> has a name, and so has <c>x:y</c> unless it is an address.</summary>
    public static TagArguments Of(string text)
    {
        var arguments = new TagArguments(text);
        for (var at = 0; at < text.Length; )
        {
            if (char.IsWhiteSpace(text[at]))
            {
                at++;
                continue;
            }

            at = arguments.Read(at);
        }

        return arguments;
    }

    /// <summary>Arguments that all have names.</summary>
    public static TagArguments Of(IEnumerable<KeyValuePair<string, object>> values)
    {
        var arguments = new TagArguments("");
        foreach (var (name, value) in values)
        {
            arguments._options[name] = value.ToString() ?? "";
        }

        return arguments;
    }

    /// <summary>The arguments with commas between, without quotation marks; commas in quotation marks do not count.</summary>
    public IReadOnlyList<string> Parts()
    {
        var (parts, start, closes) = (new List<string>(), 0, '\0');
        for (var at = 0; at <= Text.Length; at++)
        {
            if (at == Text.Length || (Text[at] is ',' or '，' && closes == '\0'))
            {
                parts.Add(TagText.Unquote(Text[start..at]));
                start = at + 1;
            }
            else if (closes != '\0')
            {
                closes = Text[at] == closes ? '\0' : closes;
            }
            else if (Quotes.TryGetValue(Text[at], out var closing) && Text.AsSpan(start, at - start).Trim().IsEmpty)
            {
                closes = Text.IndexOf(closing, at + 1) > 0 ? closing : '\0';
            }
        }

        return parts;
    }

    /// <summary>A named argument, or the one at a place; empty if there is neither.</summary>
    public string Get(int at, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (_options.TryGetValue(name, out var value))
            {
                return value;
            }
        }

        return at >= 0 && at < _words.Count ? _words[at] : "";
    }

    /// <summary>The words from one on, with blanks between.</summary>
    public string From(int at) => string.Join(' ', _words.Skip(at));

    private int Read(int at)
    {
        if (Quotes.TryGetValue(Text[at], out var closing) && Text.IndexOf(closing, at + 1) is >= 0 and var end)
        {
            _words.Add(Text[(at + 1)..end]);
            return end + 1;
        }

        var stop = at;
        while (stop < Text.Length && !char.IsWhiteSpace(Text[stop]))
        {
            if (Text[stop] is '=' or ':' && IsName(Text.AsSpan(at, stop - at)) && !IsAddress(stop))
            {
                return ReadOption(Text[at..stop], stop + 1);
            }

            stop++;
        }

        _words.Add(Text[at..stop]);
        return stop;
    }

    private int ReadOption(string name, int at)
    {
        while (at < Text.Length && Text[at] is ' ' && at + 1 < Text.Length && Quotes.ContainsKey(Text[at + 1]))
        {
            at++;
        }

        var end = at;
        if (at < Text.Length && Quotes.TryGetValue(Text[at], out var closing) && Text.IndexOf(closing, at + 1) is >= 0 and var close)
        {
            _options[name] = Text[(at + 1)..close];
            return close + 1;
        }

        while (end < Text.Length && !char.IsWhiteSpace(Text[end]))
        {
            end++;
        }

        if (end == at)
        {
            _words.Add(name + Text[at - 1]);
        }
        else
        {
            _options[name] = Text[at..end];
        }

        return end;
    }

    private bool IsAddress(int at) => Text[at] == ':' && string.CompareOrdinal(Text, at, "://", 0, 3) == 0;

    private static bool IsName(ReadOnlySpan<char> word)
    {
        foreach (var c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return !word.IsEmpty && char.IsAsciiLetter(word[0]);
    }
}
