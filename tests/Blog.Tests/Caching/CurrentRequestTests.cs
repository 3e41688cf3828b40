using Blog.Caching;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Caching;

public sealed class CurrentRequestTests
{
    [Fact]
    public async Task A_request_is_known_while_it_runs_and_not_to_what_outlives_it()
    {
        var (current, context) = (new CurrentRequest(), new DefaultHttpContext());
        var ended = new TaskCompletionSource();
        var later = Task.FromResult<HttpContext?>(null);
        Assert.Null(current.HttpContext);
        await current.RunAsync(
            context,
            async _ =>
            {
                Assert.Same(context, current.HttpContext);
                later = LateAsync();
                await Task.Yield();
                Assert.Same(context, current.HttpContext);
            }
        );
        Assert.Null(current.HttpContext);
        ended.SetResult();
        Assert.Null(await later);

        async Task<HttpContext?> LateAsync()
        {
            Assert.Same(context, current.HttpContext);
            await ended.Task;
            return current.HttpContext;
        }
    }

    [Fact]
    public async Task The_program_uses_it_for_every_service_and_the_host_sets_nothing()
    {
        await using var blog = new BlogApplication();
        var accessor = Assert.IsType<CurrentRequest>(blog.Services.GetRequiredService<IHttpContextAccessor>());
        accessor.HttpContext = new DefaultHttpContext();
        Assert.Null(accessor.HttpContext);
    }
}
