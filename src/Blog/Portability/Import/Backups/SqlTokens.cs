using System.Text;

namespace Blog.Portability.Import.Backups;

/// <summary>Cuts SQL into words, names, texts and signs; comments are left out.</summary>
/// <param name="hasBackslashes">Whether a backslash begins an escape within text, as in MySQL.</param>
internal sealed class SqlTokens(TextReader reader, bool hasBackslashes)
{
    /// <summary>The longest value, in characters.</summary>
    private const int MaxValue = 32 << 20;

    /// <summary>The next one; null at the end.</summary>
    /// <exception cref="BackupException">A value is longer than any text can be.</exception>
    public SqlToken? Next()
    {
        while (true)
        {
            var c = reader.Read();
            switch (c)
            {
                case < 0:
                    return null;
                case '\'':
                    return new SqlToken(SqlKind.Text, Quoted('\'', hasBackslashes));
                case '`' or '"':
                    return new SqlToken(SqlKind.Name, Quoted((char)c, hasEscapes: false));
                case '#' when hasBackslashes:
                    reader.ReadLine();
                    continue;
                case '-' when reader.Peek() == '-':
                    reader.ReadLine();
                    continue;
                case '/' when reader.Peek() == '*':
                    SkipComment();
                    continue;
            }

            if (char.IsWhiteSpace((char)c))
            {
                continue;
            }

            if (!IsWord((char)c))
            {
                return new SqlToken(SqlKind.Sign, ((char)c).ToString());
            }

            var word = new StringBuilder().Append((char)c);
            while (reader.Peek() is >= 0 and var next && IsWord((char)next) && word.Length < MaxValue)
            {
                word.Append((char)reader.Read());
            }

            return new SqlToken(SqlKind.Word, word.ToString());
        }
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || c is '_' or '.' or '$' or '@' or '+';

    private string Quoted(char quote, bool hasEscapes)
    {
        var text = new StringBuilder();
        for (var c = reader.Read(); c >= 0; c = reader.Read())
        {
            if (c == quote)
            {
                if (reader.Peek() != quote)
                {
                    return text.ToString();
                }

                _ = reader.Read();
            }
            else if (c == '\\' && hasEscapes)
            {
                c = reader.Read() switch
                {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    '0' => '\0',
                    'Z' => '\u001a',
                    'b' => '\b',
                    var other => other,
                };
            }

            text.Append((char)Math.Max(0, c));
            if (text.Length > MaxValue)
            {
                throw new BackupException($"a value of the dump is longer than {MaxValue >> 20} million characters");
            }
        }

        return text.ToString(); // the file ends within it
    }

    private void SkipComment()
    {
        for (var (last, c) = (0, reader.Read()); c >= 0; (last, c) = (c, reader.Read()))
        {
            if (last == '*' && c == '/')
            {
                return;
            }
        }
    }
}

/// <summary>What a piece of SQL is.</summary>
internal enum SqlKind
{
    Word,

    /// <summary>In backquotes or double quotes.</summary>
    Name,

    Text,

    Sign,
}

/// <summary>A piece of SQL.</summary>
internal sealed record SqlToken(SqlKind Kind, string Text)
{
    public bool Is(string word) => Kind == SqlKind.Word && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    public bool IsSign(char sign) => Kind == SqlKind.Sign && Text[0] == sign;
}
