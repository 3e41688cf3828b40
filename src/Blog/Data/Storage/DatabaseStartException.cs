namespace Blog.Data.Storage;

/// <summary>The database cannot be used; the message is one line for the operator.</summary>
public sealed class DatabaseStartException : Exception
{
    /// <summary>Says why.</summary>
    public DatabaseStartException(string message)
        : base(message)
    {
    }

    /// <summary>Says why, with the cause.</summary>
    public DatabaseStartException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
