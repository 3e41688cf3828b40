using System.Text;

namespace Blog.Portability.Import.Backups;

/// <summary>
/// Reads the rows of an SQL dump, as mysqldump, phpMyAdmin, Adminer and SQLite write it, statement by statement. Only <c>INSERT</c> and the
/// columns of <c>CREATE TABLE</c> are understood; nothing is executed.
/// </summary>
internal sealed class SqlDump : IDisposable
{
    private readonly StreamReader _reader;
    private readonly SqlTokens _tokens;
    private readonly Dictionary<string, List<string>> _columns = new(StringComparer.Ordinal);

    /// <param name="isMySql">Whether a backslash begins an escape within text.</param>
    public SqlDump(string path, bool isMySql)
    {
        _reader = new StreamReader(path);
        _tokens = new SqlTokens(_reader, isMySql);
    }

    /// <summary>Whether a text begins like a dump, and whether it is one of MySQL.</summary>
    /// <returns>Null if it is none.</returns>
    public static bool? IsMySql(ReadOnlySpan<byte> head)
    {
        var text = Encoding.Latin1.GetString(head);
        return text.Contains("MySQL", StringComparison.Ordinal)
            || text.Contains("MariaDB", StringComparison.Ordinal)
            || text.Contains("phpMyAdmin", StringComparison.Ordinal)
            || text.Contains("Adminer", StringComparison.Ordinal)
            || text.Contains("CREATE TABLE `", StringComparison.Ordinal)
            || text.Contains("INSERT INTO `", StringComparison.Ordinal)
                ? true
            : text.Contains("CREATE TABLE", StringComparison.Ordinal) || text.Contains("INSERT INTO", StringComparison.Ordinal) ? false
            : null;
    }

    public void Dispose() => _reader.Dispose();

    /// <summary>The rows of tables, values as texts.</summary>
    /// <exception cref="BackupException">A value is longer than any text can be.</exception>
    public IEnumerable<(string Table, Dictionary<string, string?> Row)> Rows()
    {
        while (_tokens.Next() is { } token)
        {
            if (token.Is("CREATE"))
            {
                ReadTable();
            }
            else if (token.Is("INSERT") || token.Is("REPLACE"))
            {
                foreach (var row in Inserted())
                {
                    yield return row;
                }
            }
            else if (!token.IsSign(';'))
            {
                SkipStatement();
            }
        }
    }

    private void ReadTable()
    {
        if (_tokens.Next() is not { } kind || !kind.Is("TABLE"))
        {
            SkipStatement();
            return;
        }

        var name = Name();
        var columns = new List<string>();
        var (depth, isStart) = (1, true);
        var isOver = false;
        while (depth > 0 && !isOver && _tokens.Next() is { } token)
        {
            isOver = token.IsSign(';');

            // A definition begins with the name of a column, or with the word for a key.
            if (depth == 1 && isStart && (token.Kind != SqlKind.Word || !IsConstraint(token.Text)))
            {
                columns.Add(token.Text);
            }

            isStart = depth == 1 && token.IsSign(',');
            depth +=
                token.IsSign('(') ? 1
                : token.IsSign(')') ? -1
                : 0;
        }

        if (name is not null)
        {
            _columns[name] = columns;
        }

        if (!isOver)
        {
            SkipStatement();
        }
    }

    private static bool IsConstraint(string word) =>
        word.ToUpperInvariant() is "PRIMARY" or "UNIQUE" or "KEY" or "INDEX" or "CONSTRAINT" or "FULLTEXT" or "CHECK" or "FOREIGN";

    /// <summary>The name before an opening bracket, the last one of <c>a.b</c>.</summary>
    private string? Name()
    {
        string? name = null;
        while (_tokens.Next() is { } token && !token.IsSign('('))
        {
            if (token.IsSign(';'))
            {
                return null;
            }

            name = token.Kind == SqlKind.Sign ? name : token.Text;
            if (token.Is("VALUES"))
            {
                return name;
            }
        }

        return name;
    }

    private IEnumerable<(string Table, Dictionary<string, string?> Row)> Inserted()
    {
        string? table = null;
        List<string>? columns = null;
        while (_tokens.Next() is { } token && !token.IsSign(';'))
        {
            if (token.Is("VALUES"))
            {
                break;
            }

            if (token.IsSign('('))
            {
                columns = [.. Tuple().Select(value => value ?? "")];
            }
            else if (token.Kind != SqlKind.Sign && !token.Is("INTO") && !token.Is("IGNORE"))
            {
                table = token.Text;
            }
        }

        columns ??= table is not null ? _columns.GetValueOrDefault(table) : null;
        while (_tokens.Next() is { } token && !token.IsSign(';'))
        {
            if (!token.IsSign('('))
            {
                continue; // a comma, or ON DUPLICATE KEY
            }

            var values = Tuple();
            if (table is not null && columns is not null && columns.Count == values.Count)
            {
                var row = new Dictionary<string, string?>(StringComparer.Ordinal);
                for (var i = 0; i < values.Count; i++)
                {
                    row[columns[i]] = values[i];
                }

                yield return (table, row);
            }
        }
    }

    /// <summary>The values up to a closing bracket.</summary>
    private List<string?> Tuple()
    {
        var (values, value, isNull, depth) = (new List<string?>(), "", false, 0);
        while (_tokens.Next() is { } token)
        {
            if (token.IsSign(')') && depth-- == 0)
            {
                break;
            }

            if (token.IsSign('('))
            {
                depth++;
            }
            else if (token.IsSign(',') && depth == 0)
            {
                values.Add(isNull ? null : value);
                (value, isNull) = ("", false);
            }
            else if (token.Kind != SqlKind.Sign)
            {
                (value, isNull) = (token.Text, token.Is("NULL"));
            }
            else if (token.IsSign('-'))
            {
                value = "-";
            }
        }

        values.Add(isNull ? null : value);
        return values;
    }

    private void SkipStatement()
    {
        while (_tokens.Next() is { } token && !token.IsSign(';')) { }
    }
}
