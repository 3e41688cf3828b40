using System.Text;
using AngleSharp.Dom;
using Blog.Rendering.Output;
using Blog.Rendering.Text;

namespace Blog.Rendering.Summaries;

/// <summary>Truncates one paragraph at the end of a sentence, otherwise of a clause, otherwise of a word.</summary>
internal static class SentenceTruncation
{
    private enum Stop
    {
        None,
        Word,
        Clause,
        Sentence,
    }

    /// <summary>Truncates to about <paramref name="limit"/> characters (a Latin word counts as two), and appends the ellipsis.</summary>
    public static void Cut(IElement paragraph, int limit, string ellipsis, Placeholders placeholders)
    {
        var best = new Dictionary<Stop, (IText Node, int Offset)>();
        var used = 0;
        foreach (var text in Texts(paragraph, placeholders).ToArray())
        {
            if (!Scan(text, limit, ref used, best))
            {
                break;
            }
        }

        if (used < limit)
        {
            return;
        }

        var found =
            best.TryGetValue(Stop.Sentence, out var place)
            || best.TryGetValue(Stop.Clause, out place)
            || best.TryGetValue(Stop.Word, out place);
        if (found)
        {
            Drop(paragraph, place.Node, place.Offset);
        }

        paragraph.AppendChild(paragraph.Owner!.CreateTextNode(ellipsis));
    }

    /// <summary>Records possible stops; false once the limit is exceeded.</summary>
    private static bool Scan(IText text, int limit, ref int used, Dictionary<Stop, (IText Node, int Offset)> best)
    {
        var data = text.Data;
        var inWord = false;
        for (var i = 0; i < data.Length; )
        {
            Rune.DecodeFromUtf16(data.AsSpan(i), out var rune, out var length);
            var wide = CjkText.IsIdeograph(rune) || CjkText.IsHangul(rune);
            var letter = !wide && Rune.IsLetterOrDigit(rune);
            used +=
                wide ? 1
                : letter && !inWord ? 2
                : 0;
            inWord = letter;
            if (used >= limit)
            {
                return false;
            }

            i += length;
            var next = i < data.Length ? data[i] : ' ';

            // Stopping early would leave too little.
            if (used >= limit / 3 && StopAt(rune, next) is var stop and not Stop.None)
            {
                best[stop] = (text, i);
            }
            else if (used >= limit / 3 && best.TryGetValue(Stop.Sentence, out var last) && last == (text, i - length) && IsClosing(rune))
            {
                best[Stop.Sentence] = (text, i);
            }
        }

        return true;
    }

    private static Stop StopAt(Rune rune, char next) =>
        rune.Value switch
        {
            '。' or '！' or '？' or '；' => Stop.Sentence,
            '.' or '!' or '?' when char.IsWhiteSpace(next) || IsClosing(new Rune(char.IsSurrogate(next) ? ' ' : next)) => Stop.Sentence,
            '，' or '、' or '：' or ',' or ';' or ':' => Stop.Clause,
            _ when CjkText.IsIdeograph(rune) || Rune.IsWhiteSpace(rune) => Stop.Word,
            _ => Stop.None,
        };

    private static bool IsClosing(Rune rune) => rune.Value is '”' or '’' or '」' or '』' or '）' or '》' or ')' or '"' or '\'';

    private static IEnumerable<IText> Texts(INode node, Placeholders placeholders)
    {
        foreach (var child in node.ChildNodes)
        {
            if (child is IText text)
            {
                yield return text;
            }
            else if (child is IElement element && element.LocalName != "code" && placeholders.Find(element.ClassName) is null)
            {
                foreach (var inner in Texts(element, placeholders))
                {
                    yield return inner;
                }
            }
        }
    }

    private static void Drop(IElement paragraph, IText from, int offset)
    {
        from.Data = from.Data[..offset].TrimEnd();
        for (INode node = from; !ReferenceEquals(node, paragraph); node = node.Parent!)
        {
            while (node.NextSibling is { } later)
            {
                later.RemoveFromParent();
            }
        }
    }
}
