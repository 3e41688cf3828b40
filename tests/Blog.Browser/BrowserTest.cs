namespace Blog.Browser;

/// <summary>A test with visitors. It ends when all have left, and fails where one of them met an error, a violation or another origin.</summary>
public abstract class BrowserTest(Stage stage) : IAsyncLifetime
{
    private readonly List<Visitor> _visitors = [];

    /// <summary>Where the blog under test answers.</summary>
    protected virtual Uri Address => stage.Address;

    /// <summary>Skips where there is no browser; on a build machine that is a failure.</summary>
    public virtual ValueTask InitializeAsync()
    {
        if (stage.Browser is null)
        {
            Assert.SkipUnless(
                string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase),
                Stage.NoBrowser
            );
            Assert.Fail(Stage.NoBrowser);
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

    protected Task<Visitor> ComeAsync(Habits? habits = null) => ComeToAsync(Address, habits);

    /// <summary>Comes by another name of the blog.</summary>
    protected async Task<Visitor> ComeToAsync(Uri address, Habits? habits = null)
    {
        var visitor = await Visitor.ComeAsync(stage.Browser!, address, habits ?? new Habits());
        _visitors.Add(visitor);
        return visitor;
    }

    /// <summary>Comes and goes to a path.</summary>
    protected async Task<Visitor> VisitAsync(string path, Habits? habits = null)
    {
        var visitor = await ComeAsync(habits);
        await visitor.GoAsync(path);
        return visitor;
    }
}
