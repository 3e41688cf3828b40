using System.Net;
using Amazon.Runtime;
using Blog.Site.Outbound;

namespace Blog.Operations.Backups.Offsite;

/// <summary>Backups in a bucket.</summary>
internal sealed class S3Store(BucketOptions options) : IOffsiteStore
{
    private const string Binary = "application/octet-stream";

    /// <summary>For one part of 32 MB: slower lines are no place for backups.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly S3Bucket _bucket = new(options, Patience);

    public Task<IReadOnlyList<(string Name, long Bytes)>> ListAsync(CancellationToken cancellationToken) =>
        Try(() => _bucket.ListAsync(cancellationToken), cancellationToken);

    public Task PutAsync(string name, Stream content, CancellationToken cancellationToken) =>
        Try(
            async () =>
            {
                await _bucket.PutLargeAsync(name, content, Binary, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public Task<Stream?> OpenAsync(string name, CancellationToken cancellationToken) =>
        Try(() => _bucket.OpenAsync(name, cancellationToken), cancellationToken);

    public Task DeleteAsync(string name, CancellationToken cancellationToken) =>
        Try(
            async () =>
            {
                await _bucket.DeleteAsync(name, cancellationToken);
                return true;
            },
            cancellationToken
        );

    public void Dispose() => _bucket.Dispose();

    private static async Task<T> Try<T>(Func<Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested && Explain(e) is { } reason)
        {
            throw new OffsiteException(reason, e);
        }
    }

    private static string? Explain(Exception e) =>
        e switch
        {
            AmazonServiceException { ErrorCode: { Length: > 0 } code } => $"the bucket's server answers {code}",
            AmazonServiceException { StatusCode: >= HttpStatusCode.BadRequest } refused =>
                $"the bucket's server answers {(int)refused.StatusCode}",
            AmazonServiceException or AmazonClientException or HttpRequestException or IOException or OperationCanceledException =>
                "the bucket's server does not answer",
            _ => null,
        };
}
