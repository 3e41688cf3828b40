namespace Blog.Tests;

/// <summary>
/// One host for those cases of a class that leave each other alone, as a class fixture: a host for each case takes most of the processor
/// time of a run. A case that needs an empty blog, or changes what the others see, makes a host of its own.
/// </summary>
public sealed class SharedBlog : IAsyncDisposable
{
    private SignedIn? _owner;
    private SignedIn? _author;

    public BlogApplication Blog { get; } = new();

    /// <summary>The owner in a browser of its own, a minute after the last one, so that limits by the minute do not add up.</summary>
    public async Task<SignedIn> OwnerAsync()
    {
        Blog.Clock.Advance(TimeSpan.FromMinutes(1));
        return await (_owner ??= await SignedIn.OwnerAsync(Blog)).CopyAsync();
    }

    /// <summary>The author likewise.</summary>
    public async Task<SignedIn> AuthorAsync()
    {
        Blog.Clock.Advance(TimeSpan.FromMinutes(1));
        return await (_author ??= await SignedIn.AuthorAsync(Blog)).CopyAsync();
    }

    public ValueTask DisposeAsync() => Blog.DisposeAsync();
}
