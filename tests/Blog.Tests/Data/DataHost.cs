using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Startup;
using Blog.Rendering;
using Blog.Storage.DataDirectory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Blog.Tests.Data;

/// <summary>The data services on a folder, without a web server.</summary>
public sealed class DataHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;

    public DataHost(string folder, Action<IServiceCollection>? more = null)
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(Clock)
            .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
            .AddRendering()
            .AddSingleton(SharedScripts.Highlighter)
            .AddSingleton(SharedScripts.Formulas)
            .AddSingleton(SharedScripts.Pinyin)
            .AddData()
            .Configure<DataOptions>(options => options.DataDirectory = folder);
        more?.Invoke(services);
        _provider = services.BuildServiceProvider();
    }

    public FakeTimeProvider Clock { get; }

    public DataFolder Folder => _provider.GetRequiredService<DataFolder>();

    public T Get<T>()
        where T : notnull => _provider.GetRequiredService<T>();

    /// <summary>Prepares the database; an empty folder gets a copy of the migrated template.</summary>
    public Task StartAsync()
    {
        MigratedDatabase.CopyIntoEmpty(Folder.Root);
        return StartWithoutTemplateAsync();
    }

    /// <summary>Prepares the database as the program does: in an empty folder, by applying every migration.</summary>
    public Task StartWithoutTemplateAsync() => Get<DatabaseStart>().RunAsync(CancellationToken.None);

    public async Task<TResult> WithAsync<T, TResult>(Func<T, Task<TResult>> work)
        where T : notnull
    {
        await using var scope = _provider.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<T>());
    }

    public async Task WithDbAsync(Func<BlogDb, Task> work)
    {
        await using var scope = _provider.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<BlogDb>());
    }

    public async Task<Post> WriteAsync(PostRequest request, Post? existing = null)
    {
        await using var scope = _provider.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var tracked = existing is null ? null : await db.Posts.FindAsync(existing.Id);
        var saved = await scope.ServiceProvider.GetRequiredService<PostWriter>().SaveAsync(tracked, request, CancellationToken.None);
        return saved.Post ?? throw new InvalidOperationException($"refused: {saved.Refusal} {saved.AddressError}");
    }

    public static PostRequest Request(string title, string markdown = "正文。", string language = "zh-CN") =>
        new()
        {
            Content = new PostContent
            {
                Language = language,
                Title = title,
                Markdown = markdown,
            },
            PublishAt = new DateTimeOffset(2026, 11, 20, 8, 0, 0, TimeSpan.Zero),
        };

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
