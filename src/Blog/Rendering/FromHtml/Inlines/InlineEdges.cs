namespace Blog.Rendering.FromHtml.Inlines;

/// <summary>The blanks and breaks at the ends of pieces: a mark that begins or ends with one would be none.</summary>
internal static class InlineEdges
{
    /// <summary>Puts pieces into another; the blanks and breaks at their ends stay outside.</summary>
    public static List<InlinePiece> Wrapped(List<InlinePiece> pieces, Func<IReadOnlyList<InlinePiece>, InlinePiece> wrap)
    {
        var (before, after) = (new List<InlinePiece>(), new List<InlinePiece>());
        var inner = pieces.ToList();
        while (inner.Count > 0 && TakeEdge(inner, 0, text => text.TrimStart(' '), before)) { }

        while (inner.Count > 0 && TakeEdge(inner, inner.Count - 1, text => text.TrimEnd(' '), after)) { }

        after.Reverse();
        return inner.Count == 0 ? [.. before, .. after] : [.. before, wrap(inner), .. after];
    }

    private static bool TakeEdge(List<InlinePiece> pieces, int at, Func<string, string> trim, List<InlinePiece> taken)
    {
        switch (pieces[at])
        {
            case InlinePiece.Break or InlinePiece.Raw { Html: ['<', 'a', ' ', 'i', ..] }:
                taken.Add(pieces[at]);
                pieces.RemoveAt(at);
                return true;
            case InlinePiece.Words words when trim(words.Text) is var rest && rest.Length < words.Text.Length:
                taken.Add(new InlinePiece.Words(" "));
                if (rest.Length == 0)
                {
                    pieces.RemoveAt(at);
                }
                else
                {
                    pieces[at] = new InlinePiece.Words(rest);
                }

                return rest.Length == 0;
            default:
                return false;
        }
    }

    /// <summary>Pieces without blanks and breaks at both ends.</summary>
    public static List<InlinePiece> Trimmed(List<InlinePiece> pieces)
    {
        var trimmed = pieces.ToList();
        while (trimmed.Count > 0 && IsBlank(trimmed[0]))
        {
            trimmed.RemoveAt(0);
        }

        while (trimmed.Count > 0 && IsBlank(trimmed[^1]))
        {
            trimmed.RemoveAt(trimmed.Count - 1);
        }

        return trimmed;
    }

    private static bool IsBlank(InlinePiece piece) =>
        piece is InlinePiece.Break || (piece is InlinePiece.Words { Text: var text } && string.IsNullOrWhiteSpace(text));
}
