using System.Collections.Concurrent;
using Blog.Data.Posts.Drafts;
using Blog.Images;
using Blog.Site.Outbound;
using Blog.Site.Upload;

namespace Blog.Portability.Import.Remote;

/// <summary>Fetches images from other hosts, a few at a time from each, and stores them; what fails does not affect the others.</summary>
public sealed class RemoteImageFetch(IServiceScopeFactory scopes, RemoteHomes homes)
{
    private const int AtOnce = 6;
    private const int AtOncePerHost = 2;

    /// <summary>After so many failures in a row a host is not asked again in the same run: each may take five seconds.</summary>
    private const int MostFailuresOfHost = 3;

    private volatile string? _stopped;

    /// <summary>Fetches images that are not here yet.</summary>
    /// <param name="images">Each once.</param>
    /// <param name="progress">Gets the number of images that are done.</param>
    /// <returns>Why each of the others could not be fetched, by its key in <see cref="RemoteHomes"/>.</returns>
    /// <exception cref="OperationCanceledException">What has been fetched so far is stored.</exception>
    public async Task<IReadOnlyDictionary<string, string>> FetchAsync(
        IReadOnlyList<RemoteImage> images,
        Action<int> progress,
        CancellationToken cancellationToken
    )
    {
        var (failed, done) = (new ConcurrentDictionary<string, string>(StringComparer.Ordinal), 0);
        using var all = new SemaphoreSlim(AtOnce);
        await Task.WhenAll(
            images
                .GroupBy(HostOf, StringComparer.OrdinalIgnoreCase)
                .SelectMany(group =>
                {
                    var host = new Host(group);
                    return Enumerable.Range(0, AtOncePerHost).Select(_ => FetchAllAsync(host));
                })
                .ToList()
        );
        return failed;

        // A slow host holds up none but itself.
        async Task FetchAllAsync(Host host)
        {
            while (host.Images.TryDequeue(out var image))
            {
                await all.WaitAsync(cancellationToken);
                try
                {
                    if (await FetchAsync(image, host, cancellationToken) is { } reason)
                    {
                        failed[RemoteHomes.KeyOf(image)] = reason;
                    }

                    progress(Interlocked.Increment(ref done));
                }
                finally
                {
                    all.Release();
                }
            }
        }
    }

    /// <summary>The host of an image, for the report; empty for one that is embedded in a text.</summary>
    public static string HostOf(RemoteImage image) =>
        !image.IsInText && Uri.TryCreate(image.Absolute, UriKind.Absolute, out var url) ? url.Authority : "";

    private async Task<string?> FetchAsync(RemoteImage image, Host host, CancellationToken cancellationToken)
    {
        try
        {
            if (_stopped is { } stopped)
            {
                return stopped;
            }

            if (host.Failures >= MostFailuresOfHost)
            {
                return host.Last;
            }

            await using var scope = scopes.CreateAsyncScope();
            var result = await scope.ServiceProvider.GetRequiredService<RemoteImageIngestion>().TakeAsync(image, cancellationToken);
            if (result.File is { } file)
            {
                homes.Add(image, file);
            }

            return host.Note(result, ReasonOf(result));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return _stopped = e.Message; // the list of what was fetched cannot be written
        }
        catch (Exception e) when (e is not (OperationCanceledException or OutOfMemoryException))
        {
            return "could not be stored: " + e.Message;
        }
    }

    private string? ReasonOf(RemoteImageResult result)
    {
        if (result.File is not null)
        {
            return null;
        }

        var reason = result.Refusal is { } refusal
            ? OutboundTexts.English.Refusal(refusal, result.Status)
            : UploadTexts.English.Error(result.Error ?? ImageError.Broken, result.Kind);
        _stopped = result.Error == ImageError.NoRoom ? reason : _stopped;
        return reason;
    }

    private sealed class Host(IEnumerable<RemoteImage> images)
    {
        public ConcurrentQueue<RemoteImage> Images { get; } = new(images);

        public int Failures { get; private set; }

        public string? Last { get; private set; }

        public string? Note(RemoteImageResult result, string? reason)
        {
            (Failures, Last) = (result.IsOfHost ? Failures + 1 : 0, reason);
            return reason;
        }
    }
}
