using System.Collections.Concurrent;
using Blog.Data;
using Blog.Data.Media;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Images.Headers;
using Blog.Site;
using Blog.Site.Outbound;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.Media.Sizes;

/// <summary>
/// Asks other hosts for the sizes of the images that posts show and have no size for. Post by post: what was found is stored, and the post
/// rendered again with it, before the next one, so that a run may end at any time and the next continues.
/// </summary>
public sealed partial class RemoteSizeFetch(
    IServiceScopeFactory scopes,
    SafeHttp http,
    SiteOptions options,
    TimeProvider clock,
    ILogger<RemoteSizeFetch> logger
)
{
    private const int AtOnce = 4;

    /// <summary>After so many failures in a row a host is not asked again in the same run: each may take five seconds.</summary>
    private const int MostFailuresOfHost = 3;

    private readonly ConcurrentDictionary<string, (int Failures, RemoteSizeAnswer Last)> _hosts = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The images and what is known of them.</summary>
    public async Task<RemoteSizePlan> PlanAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await RemoteSizePlan.ReadAsync(Db(scope), options.PublicUrl, cancellationToken);
    }

    /// <summary>Asks for what the plan lacks.</summary>
    /// <exception cref="OperationCanceledException">The next run asks for the images of the post at which this one stopped.</exception>
    public async Task RunAsync(RemoteSizePlan plan, RemoteSizeProgress progress, CancellationToken cancellationToken)
    {
        _hosts.Clear();
        var known = plan.Addresses.Where(plan.IsKnown).ToHashSet(StringComparer.Ordinal);
        var asked = new HashSet<string>(StringComparer.Ordinal);
        foreach (var post in plan.Posts)
        {
            var missing = post.Addresses.Where(address => !known.Contains(address) && asked.Add(address)).ToList();
            if (missing.Count > 0)
            {
                known.UnionWith(await AskAsync(missing, progress, cancellationToken));
            }

            var sized = post.Addresses.Where(known.Contains).ToList();
            if (sized.Count > 0)
            {
                await RenderAsync(post.Id, sized, cancellationToken);
            }
        }

        LogFetched(logger, progress.Found, progress.Asked);
    }

    /// <summary>Asks for some images and stores the answers; returns those that have a size now.</summary>
    private async Task<IReadOnlyList<string>> AskAsync(
        IReadOnlyList<string> addresses,
        RemoteSizeProgress progress,
        CancellationToken cancellationToken
    )
    {
        var answers = new ConcurrentDictionary<string, RemoteSizeAnswer>(StringComparer.Ordinal);
        await Parallel.ForEachAsync(
            addresses,
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (address, token) =>
            {
                var answer = await AskAsync(address, token);
                answers[address] = answer;
                progress.Count(answer.Code is null);
            }
        );
        await using var scope = scopes.CreateAsyncScope();
        var db = Db(scope);
        await db.WriteAsync(
            async () =>
            {
                var rows = await db
                    .RemoteImageSizes.Where(size => addresses.Contains(size.Address))
                    .ToDictionaryAsync(size => size.Address, StringComparer.Ordinal, cancellationToken);
                foreach (var (address, answer) in answers)
                {
                    if (!rows.TryGetValue(address, out var row))
                    {
                        db.RemoteImageSizes.Add(row = new RemoteImageSize(address));
                    }

                    Note(row, answer);
                }
            },
            cancellationToken
        );
        return [.. answers.Where(pair => pair.Value.Code is null).Select(pair => pair.Key)];
    }

    private void Note(RemoteImageSize row, RemoteSizeAnswer answer)
    {
        if (answer.Code is { } code)
        {
            row.Failed(code, clock.GetUtcNow());
        }
        else
        {
            row.Measured(answer.Size.Width, answer.Size.Height, clock.GetUtcNow());
        }
    }

    private async Task<RemoteSizeAnswer> AskAsync(string address, CancellationToken cancellationToken)
    {
        var host = Uri.TryCreate(address, UriKind.Absolute, out var url) ? url.Authority : address;
        if (_hosts.TryGetValue(host, out var before) && before.Failures >= MostFailuresOfHost)
        {
            return before.Last;
        }

        var fetched = await http.GetStartAsync(
            address,
            bytes => ImageHeader.Read(bytes.Span, isAll: false).State != HeaderState.Incomplete,
            ImageHeader.MaxBytes,
            cancellationToken
        );
        var answer = RemoteSizeAnswer.Of(fetched);
        _hosts.AddOrUpdate(host, _ => (answer.IsOfHost ? 1 : 0, answer), (_, last) => (answer.IsOfHost ? last.Failures + 1 : 0, answer));
        return answer;
    }

    /// <summary>Renders a post again if one of its images has a size that its HTML lacks.</summary>
    private async Task RenderAsync(int id, IReadOnlyCollection<string> sized, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await Db(scope).Posts.SingleOrDefaultAsync(p => p.Id == id, cancellationToken) is not { } post || !Lacks(post, sized))
        {
            return;
        }

        try
        {
            await scope.ServiceProvider.GetRequiredService<PostWriter>().RerenderAsync(post, cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            // Saved, and so rendered with the sizes, in the meantime.
        }
    }

    private static bool Lacks(Post post, IReadOnlyCollection<string> sized)
    {
        var html = post.BodyHtml.Value;
        for (
            var at = html.IndexOf("<img ", StringComparison.Ordinal);
            at >= 0;
            at = html.IndexOf("<img ", at + 1, StringComparison.Ordinal)
        )
        {
            var tag = html[at..(html.IndexOf('>', at) is > 0 and var end ? end : html.Length)];
            if (
                !(tag.Contains(" width=\"", StringComparison.Ordinal) && tag.Contains(" height=\"", StringComparison.Ordinal))
                && sized.Any(address => tag.Contains(Written(address), StringComparison.Ordinal))
            )
            {
                return true;
            }
        }

        return false;
    }

    // A scheme-relative address has no scheme in the text.
    private static string Written(string address) =>
        address[address.IndexOf("//", StringComparison.Ordinal)..].Replace("&", "&amp;") + "\"";

    private static BlogDb Db(AsyncServiceScope scope) => scope.ServiceProvider.GetRequiredService<BlogDb>();

    [LoggerMessage(
        EventId = 60,
        EventName = "RemoteSizesFetched",
        Level = LogLevel.Information,
        Message = "Found the sizes of {Found} of {Asked} images on other hosts"
    )]
    private static partial void LogFetched(ILogger logger, int found, int asked);
}
