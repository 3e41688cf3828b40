using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Blog.Site.Outbound;

/// <summary>Objects of a bucket, by keys below its prefix.</summary>
public sealed class S3Bucket : IDisposable
{
    /// <summary>The size in bytes from which an object is written in parts of that size.</summary>
    public const int PartSize = 32 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly AmazonS3Client _client;
    private readonly BucketOptions _options;

    /// <param name="patience">How long one request may take, up to the head of its answer; 30 s where it is left out.</param>
    public S3Bucket(BucketOptions options, TimeSpan? patience = null)
    {
        _options = options;
        _client = new AmazonS3Client(
            new BasicAWSCredentials(options.AccessKey, options.SecretKey),
            new AmazonS3Config
            {
                ServiceURL = options.Endpoint.AbsoluteUri,
                AuthenticationRegion = options.Region,
                ForcePathStyle = options.IsPathStyle,
                UseHttp = options.Endpoint.Scheme == Uri.UriSchemeHttp,
                Timeout = patience ?? Patience,
                MaxErrorRetry = 2, // the whole run is repeated later
                // Other servers than Amazon's do not know the newer checksums.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            }
        );
    }

    /// <summary>Writes an object.</summary>
    /// <param name="cacheControl">For readers; empty for none.</param>
    /// <exception cref="AmazonServiceException">The server refused it.</exception>
    public Task PutAsync(string key, Stream content, string contentType, string cacheControl, CancellationToken cancellationToken)
    {
        var request = new PutObjectRequest
        {
            BucketName = _options.Name,
            Key = _options.Prefix + key,
            InputStream = content,
            AutoCloseStream = false,
            UseChunkEncoding = false,
            ContentType = contentType,
        };
        if (cacheControl.Length > 0)
        {
            request.Headers.CacheControl = cacheControl;
        }

        return _client.PutObjectAsync(request, cancellationToken);
    }

    /// <summary>Writes an object of any size: one of more than a part in parts, which become an object all at once.</summary>
    /// <param name="content">Read from its beginning.</param>
    /// <param name="partSize">In bytes; at least 5 MB at Amazon's.</param>
    /// <exception cref="AmazonServiceException">The server refused it.</exception>
    public async Task PutLargeAsync(
        string key,
        Stream content,
        string contentType,
        CancellationToken cancellationToken,
        int partSize = PartSize
    )
    {
        content.Position = 0;
        if (content.Length <= partSize)
        {
            await PutAsync(key, content, contentType, "", cancellationToken);
            return;
        }

        var target = new InitiateMultipartUploadRequest
        {
            BucketName = _options.Name,
            Key = _options.Prefix + key,
            ContentType = contentType,
        };
        var upload = await _client.InitiateMultipartUploadAsync(target, cancellationToken);
        try
        {
            var complete = new CompleteMultipartUploadRequest
            {
                BucketName = target.BucketName,
                Key = target.Key,
                UploadId = upload.UploadId,
            };
            complete.AddPartETags(await PutPartsAsync(target, upload.UploadId, content, partSize, cancellationToken));
            await _client.CompleteMultipartUploadAsync(complete, cancellationToken);
        }
        catch
        {
            await AbortAsync(target.Key, upload.UploadId);
            throw;
        }
    }

    /// <summary>The bytes of an object; null if there is none.</summary>
    /// <exception cref="AmazonServiceException">The server refused it.</exception>
    public async Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        await using var stream = await OpenAsync(key, cancellationToken);
        if (stream is null)
        {
            return null;
        }

        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    /// <summary>An object to read from; null if there is none.</summary>
    /// <exception cref="AmazonServiceException">The server refused it.</exception>
    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return (await _client.GetObjectAsync(_options.Name, _options.Prefix + key, cancellationToken)).ResponseStream;
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    /// <summary>All objects below the prefix: their keys and sizes in bytes.</summary>
    /// <exception cref="AmazonServiceException">The server refused it.</exception>
    public async Task<IReadOnlyList<(string Key, long Bytes)>> ListAsync(CancellationToken cancellationToken)
    {
        var found = new List<(string, long)>();
        var request = new ListObjectsV2Request { BucketName = _options.Name, Prefix = _options.Prefix };
        ListObjectsV2Response page;
        do
        {
            page = await _client.ListObjectsV2Async(request, cancellationToken);
            found.AddRange((page.S3Objects ?? []).Select(item => (item.Key[_options.Prefix.Length..], item.Size ?? 0)));
            request.ContinuationToken = page.NextContinuationToken;
        } while (page.IsTruncated == true);

        return found;
    }

    /// <summary>Deletes an object; one that is not there is no error.</summary>
    /// <exception cref="AmazonServiceException">The server refused it.</exception>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        _client.DeleteObjectAsync(_options.Name, _options.Prefix + key, cancellationToken);

    public void Dispose() => _client.Dispose();

    private async Task<List<PartETag>> PutPartsAsync(
        InitiateMultipartUploadRequest target,
        string uploadId,
        Stream content,
        int partSize,
        CancellationToken cancellationToken
    )
    {
        var tags = new List<PartETag>();
        for (var at = 0L; at < content.Length; at += partSize)
        {
            content.Position = at;
            var part = await _client.UploadPartAsync(
                new UploadPartRequest
                {
                    BucketName = target.BucketName,
                    Key = target.Key,
                    UploadId = uploadId,
                    PartNumber = tags.Count + 1,
                    PartSize = Math.Min(partSize, content.Length - at),
                    InputStream = content,
                    UseChunkEncoding = false,
                },
                cancellationToken
            );
            tags.Add(new PartETag(tags.Count + 1, part.ETag));
        }

        return tags;
    }

    /// <summary>Parts that never became an object still cost storage. Whether it works or not, the upload has failed.</summary>
    private async Task AbortAsync(string key, string uploadId)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            await _client.AbortMultipartUploadAsync(_options.Name, key, uploadId, limit.Token);
        }
        catch (Exception e)
            when (e is AmazonServiceException or AmazonClientException or HttpRequestException or OperationCanceledException)
        {
            // A rule of the bucket for unfinished uploads deletes them.
        }
    }
}
