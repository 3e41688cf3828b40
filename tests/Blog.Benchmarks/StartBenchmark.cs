using System.Globalization;
using Blog.Data;
using Blog.Data.Posts.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: with a thousand posts the program is ready within two seconds (median of five starts of a real process). Measured from the
/// start of
/// the process: the first answer of <c>/health/live</c>, of <c>/health/ready</c>, and of the home page.
/// </summary>
internal static class StartBenchmark
{
    private const int Starts = 5;
    private static readonly TimeSpan Claim = TimeSpan.FromSeconds(2);

    /// <param name="posts">How many posts the blog has.</param>
    /// <param name="programs">Programs to start, as <c>Blog.dll</c> of a published folder; none for the one beside this benchmark.</param>
    public static async Task<int> RunAsync(int posts, IReadOnlyList<string> programs)
    {
        var root = Directory.CreateTempSubdirectory("blog-benchmark-");
        try
        {
            await FillAsync(Path.Combine(root.FullName, "data"), posts);
            var slowest = TimeSpan.Zero;
            foreach (var program in programs.Count > 0 ? programs : [Path.Combine(AppContext.BaseDirectory, "Blog.dll")])
            {
                await StartAsync(program, root.FullName); // the first one renders, indexes and reads the files into the system's memory
                var runs = new List<Times>();
                for (var i = 0; i < Starts; i++)
                {
                    runs.Add(await StartAsync(program, root.FullName));
                }

                var ready = Median(runs, run => run.Ready);
                slowest = ready > slowest ? ready : slowest;
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"{program}: live {Seconds(runs, run => run.Live)}, ready {Seconds(runs, run => run.Ready)}, home page "
                            + $"{Seconds(runs, run => run.Home)}, processor {Seconds(runs, run => run.Processor)}"
                    )
                );
            }

            return slowest < Claim ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            root.Delete(recursive: true);
        }
    }

    private static async Task FillAsync(string folder, int posts)
    {
        await using var services = await BlogServices.OpenAsync(folder);
        await SearchCorpus.FillAsync(services, posts);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var writer = scope.ServiceProvider.GetRequiredService<PostWriter>();
        var version = writer.RendererVersionOf(await db.Settings.SingleAsync()); // or the program would render them all again
        await db.Posts.ExecuteUpdateAsync(set => set.SetProperty(post => post.RendererVersion, version));
    }

    private static async Task<Times> StartAsync(string program, string folder)
    {
        await using var blog = BlogProcess.Start(program, folder);
        var live = await blog.UntilAsync("/health/live");
        var ready = await blog.UntilAsync("/health/ready");
        return new Times(live, ready, await blog.UntilAsync("/"), blog.Processor);
    }

    private static string Seconds(List<Times> runs, Func<Times, TimeSpan> of) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Median(runs, of).TotalSeconds:F2} s ({runs.Min(of).TotalSeconds:F2}-{runs.Max(of).TotalSeconds:F2})"
        );

    private static TimeSpan Median(List<Times> runs, Func<Times, TimeSpan> of) => runs.Select(of).Order().ElementAt(runs.Count / 2);

    private sealed record Times(TimeSpan Live, TimeSpan Ready, TimeSpan Home, TimeSpan Processor);
}
