using System.Net;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Blog.Portability.StaticSite.Publishing;

/// <summary>Objects of a bucket, by keys below its prefix.</summary>
public sealed class S3Bucket : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly AmazonS3Client _client;
    private readonly BucketOptions _options;

    public S3Bucket(BucketOptions options)
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
                Timeout = Patience,
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

    /// <summary>The bytes of an object; null if there is none.</summary>
    /// <exception cref="AmazonServiceException">The server refused it.</exception>
    public async Task<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _client.GetObjectAsync(_options.Name, _options.Prefix + key, cancellationToken);
            using var bytes = new MemoryStream();
            await answer.ResponseStream.CopyToAsync(bytes, cancellationToken);
            return bytes.ToArray();
        }
        catch (AmazonS3Exception e) when (e.StatusCode == HttpStatusCode.NotFound && e.ErrorCode != "NoSuchBucket")
        {
            return null;
        }
    }

    /// <summary>Deletes an object; one that is not there is no error.</summary>
    /// <exception cref="AmazonServiceException">The server refused it.</exception>
    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        _client.DeleteObjectAsync(_options.Name, _options.Prefix + key, cancellationToken);

    public void Dispose() => _client.Dispose();
}
