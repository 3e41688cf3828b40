namespace Blog.Browser;

/// <summary>A test with browser visitors. It fails if one of them met a script error, a policy violation or another origin.</summary>
public abstract class BrowserTest(BrowserFixture fixture) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    /// <summary>Where the blog under test answers.</summary>
    protected virtual Uri Address => fixture.Address;

    /// <summary>Skips where there is no browser; on a build machine that is a failure.</summary>
    public virtual ValueTask InitializeAsync()
    {
        if (fixture.Browser is null)
        {
            Assert.SkipUnless(
                string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase),
                BrowserFixture.NoBrowser
            );
            Assert.Fail(BrowserFixture.NoBrowser);
        }

        return ValueTask.CompletedTask;
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        foreach (var visitor in _visitors)
        {
            await visitor.LeaveAsync();
        }
    }

    protected Task<Visitor> ComeAsync(VisitorOptions? options = null) => ComeToAsync(Address, options);

    /// <summary>Opens the blog under another host name.</summary>
    protected async Task<Visitor> ComeToAsync(Uri address, VisitorOptions? options = null)
    {
        var visitor = await Visitor.ComeAsync(fixture.Browser!, address, options ?? new VisitorOptions());
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Opens the blog at a path.</summary>
    protected async Task<Visitor> VisitAsync(string path, VisitorOptions? options = null)
    {
        var visitor = await ComeAsync(options);
        await visitor.GoAsync(path);
        return visitor;
    }
}
