namespace Blog.Storage.DataDirectory;

/// <summary>The database cannot be used; the message is one line for the operator.</summary>
public sealed class DatabaseStartException : Exception
{
    public DatabaseStartException(string message)
        : base(message) { }

    /// <summary>Creates the exception with its cause.</summary>
    public DatabaseStartException(string message, Exception cause)
        : base(message, cause) { }
}
