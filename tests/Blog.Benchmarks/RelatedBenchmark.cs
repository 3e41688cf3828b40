using System.Diagnostics;
using System.Globalization;
using Blog.Data;
using Blog.Data.Posts.Writing;
using Blog.Data.Search;
using Blog.Site.Layout;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: finding a post's related posts costs less than the rest of its page, however many posts there are. The page is requested from
/// a real
/// process, once per post, so that it is not cached; the related posts are found alternately with it, in the same database, and
/// their time is subtracted from the page's. Only the ratio counts: a busy machine slows both.
/// </summary>
internal static class RelatedBenchmark
{
    private const int WarmUp = 60,
        Sample = 200,
        Tags = 60,
        Stride = 7;
    private const double Allowed = 1;

    /// <param name="sizes">Numbers of posts.</param>
    public static async Task<int> RunAsync(IReadOnlyList<int> sizes)
    {
        var worst = 0.0;
        foreach (var posts in sizes)
        {
            var root = Directory.CreateTempSubdirectory("blog-benchmark-");
            try
            {
                await using var services = await FillAsync(Path.Combine(root.FullName, "data"), posts);
                await using var blog = BlogProcess.Start(Path.Combine(AppContext.BaseDirectory, "Blog.dll"), root.FullName);
                await blog.UntilAsync("/health/ready");
                worst = Math.Max(worst, await MeasureAsync(services, blog, posts));
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                root.Delete(recursive: true);
            }
        }

        return worst <= Allowed ? 0 : 1;
    }

    private static async Task<double> MeasureAsync(ServiceProvider services, BlogProcess blog, int posts)
    {
        var (related, pages, found) = (new List<double>(), new List<double>(), 0);
        for (var i = 0; i < WarmUp + Sample; i++)
        {
            var number = i * Stride % posts;
            var (took, count) = await FindAsync(services, number);
            var watch = Stopwatch.StartNew();
            using var answer = await blog.Client.GetAsync(new Uri("/p" + number.ToString(CultureInfo.InvariantCulture), UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            await answer.Content.ReadAsByteArrayAsync();
            if (i >= WarmUp)
            {
                related.Add(took);
                pages.Add(watch.Elapsed.TotalMilliseconds);
                found += count;
            }
        }

        var (one, page) = (Median(related), Median(pages));
        var ratio = one / Math.Max(page - one, double.Epsilon);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{posts, 6} posts: related {one:F2} ms, page without them {page - one:F2} ms (medians of {Sample}), ratio "
                    + $"{ratio:F2}; {found / (double)Sample:F1} found for each"
            )
        );
        return page > one ? ratio : double.PositiveInfinity;
    }

    /// <summary>As the page does: the post is already loaded, and the rows of the results are read.</summary>
    private static async Task<(double Milliseconds, int Count)> FindAsync(ServiceProvider services, int number)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        var key = "/p" + number.ToString(CultureInfo.InvariantCulture);
        var post = await db.Posts.AsNoTracking().Include(post => post.Tags).SingleAsync(post => post.AddressKey == key);
        var watch = Stopwatch.StartNew();
        var ids = await scope.ServiceProvider.GetRequiredService<RelatedPosts>().FindAsync(post, SearchCorpus.Now, CancellationToken.None);
        foreach (var id in ids)
        {
            await PostRow.Of(db.Posts.Where(other => other.Id == id)).ToListAsync();
        }

        return (watch.Elapsed.TotalMilliseconds, ids.Count);
    }

    /// <summary>A blog of the search's corpus, with tags, as if it had been written with this version.</summary>
    public static async Task<ServiceProvider> FillAsync(string folder, int posts)
    {
        var services = await BlogServices.OpenAsync(folder);
        await SearchCorpus.FillAsync(services, posts);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await TagAsync(db);
        await scope.ServiceProvider.GetRequiredService<SearchIndexBuilder>().RebuildAsync(CancellationToken.None);
        var writer = scope.ServiceProvider.GetRequiredService<PostWriter>();
        var version = writer.RendererVersionOf(await db.Settings.SingleAsync()); // or the program would render them all again
        await db.Posts.ExecuteUpdateAsync(set => set.SetProperty(post => post.RendererVersion, version));
        return services;
    }

    /// <summary>
    /// Two tags for each post, with realistic frequencies: the first is on one post in five, the last on one in hundreds.
    /// </summary>
    private static async Task TagAsync(BlogDb db)
    {
        var random = new Random(20261124);
        await using var transaction = await db.Database.BeginTransactionAsync();
        for (var i = 1; i <= Tags; i++)
        {
            var name = "tag" + i.ToString(CultureInfo.InvariantCulture);
            await db.Database.ExecuteSqlAsync($"INSERT INTO Tags (Id, Name, Slug) VALUES ({i}, {name}, {name})");
        }

        foreach (var id in await db.Posts.Select(post => post.Id).ToListAsync())
        {
            for (var i = 0; i < 2; i++)
            {
                var tag = (int)Math.Pow(Tags + 1, random.NextDouble());
                await db.Database.ExecuteSqlAsync($"INSERT OR IGNORE INTO PostTag (PostsId, TagsId) VALUES ({id}, {tag})");
            }
        }

        await transaction.CommitAsync();
    }

    private static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
