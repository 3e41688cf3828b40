namespace Blog.Rendering.Extensions.Formulas;

/// <summary>
/// <c>\(…\)</c> and <c>\[…\]</c>, also with two backslashes, as texts have them that were written for MathJax behind a Markdown renderer.
/// </summary>
/// <param name="Opening">The round or square bracket that opens.</param>
/// <param name="IsDouble">True with two backslashes: the content is escaped as Markdown, too.</param>
internal readonly record struct FormulaBrackets(char Opening, bool IsDouble)
{
    private char Closing => Opening == '(' ? ')' : ']';

    /// <summary>Length of either end.</summary>
    public int Length => IsDouble ? 3 : 2;

    /// <summary>The brackets that open at a position; null if there are none.</summary>
    public static FormulaBrackets? At(string text, int at, int end)
    {
        var bracket = at;
        while (bracket <= end && text[bracket] == '\\')
        {
            bracket++;
        }

        return bracket > end || text[bracket] is not ('(' or '[') || bracket - at is not (1 or 2)
            ? null
            : new FormulaBrackets(text[bracket], bracket - at == 2);
    }

    /// <summary>
    /// Where the closing end begins; -1 if there is none before the next one that opens, so that each part of a text is searched once.
    /// </summary>
    /// <param name="end">The last position to look at.</param>
    public int FindClose(string text, int from, int end)
    {
        var backslashes = 0;
        for (var i = from; i <= end; i++)
        {
            if (text[i] == '\\')
            {
                backslashes++;
                continue;
            }

            // The other backslashes end a line: \\ before \].
            if (IsDouble ? backslashes % 4 == 2 : backslashes % 2 == 1)
            {
                if (text[i] == Closing)
                {
                    return i - (IsDouble ? 2 : 1);
                }

                if (text[i] == Opening)
                {
                    return -1;
                }
            }

            backslashes = 0;
        }

        return -1;
    }

    /// <summary>The formula that its author meant.</summary>
    public string Read(string content) => IsDouble ? Unescape(content).Trim() : content.Trim();

    private static string Unescape(string content)
    {
        var text = new System.Text.StringBuilder(content.Length);
        for (var i = 0; i < content.Length; i++)
        {
            i += content[i] == '\\' && i + 1 < content.Length && char.IsAscii(content[i + 1]) && IsSign(content[i + 1]) ? 1 : 0;
            text.Append(content[i]);
        }

        return text.ToString();
    }

    private static bool IsSign(char c) => char.IsPunctuation(c) || char.IsSymbol(c);
}
