namespace Blog.Storage.Database;

/// <summary>What was committed: the rows that this process wrote, or that another process wrote something.</summary>
public sealed class DatabaseChangedEventArgs : EventArgs
{
    /// <summary>More rows than this of one table are no longer told apart.</summary>
    internal const int RowsPerTable = 1_000;

    private readonly Dictionary<string, TableChange> _tables = new(StringComparer.Ordinal);

    private DatabaseChangedEventArgs(bool isUnknown) => IsUnknown = isUnknown;

    /// <summary>Anything may have changed: another process wrote, or rows were written unseen.</summary>
    public bool IsUnknown { get; }

    /// <summary>The changed tables by name.</summary>
    public IReadOnlyDictionary<string, TableChange> Tables => _tables;

    /// <summary>A change of which nothing is known.</summary>
    public static DatabaseChangedEventArgs Unknown() => new(isUnknown: true);

    internal static DatabaseChangedEventArgs OfRows() => new(isUnknown: false);

    /// <summary>Whether one of these tables changed or may have changed.</summary>
    public bool Touches(params ReadOnlySpan<string> tables)
    {
        if (IsUnknown)
        {
            return true;
        }

        foreach (var table in tables)
        {
            if (_tables.ContainsKey(table))
            {
                return true;
            }
        }

        return false;
    }

    internal void Add(string table, RowOperation operation, long row)
    {
        if (!_tables.TryGetValue(table, out var change))
        {
            _tables.Add(table, change = new TableChange());
        }

        change.Add(operation, row);
    }
}

/// <summary>What happened to rows of one table.</summary>
public sealed class TableChange
{
    private HashSet<long>? _rows = [];

    /// <summary>Everything that was done to at least one of the rows.</summary>
    public RowOperation Operations { get; private set; }

    /// <summary>The rowids; null for more than a thousand.</summary>
    public IReadOnlyCollection<long>? Rows => _rows;

    internal void Add(RowOperation operation, long row)
    {
        Operations |= operation;
        if (_rows?.Add(row) == true && _rows.Count > DatabaseChangedEventArgs.RowsPerTable)
        {
            _rows = null;
        }
    }
}

[Flags]
public enum RowOperation
{
    None = 0,
    Insert = 1,
    Update = 2,
    Delete = 4,
}
