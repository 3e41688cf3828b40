namespace Blog.Site.Outbound;

public sealed partial class SafeHttp
{
    /// <summary>How much of an answer is read, and the reading.</summary>
    /// <param name="MaxBytes">The most bytes; a longer body is refused, or cut off where its start is enough.</param>
    /// <param name="IsEnough">Whether the bytes read so far are enough; null to read all.</param>
    private sealed record Body(int MaxBytes, Func<ReadOnlyMemory<byte>, bool>? IsEnough)
    {
        public bool IsStart => IsEnough is not null;

        /// <summary>Whether the body of a refusal is read too.</summary>
        public bool TakesAnyStatus { get; init; }

        public async Task<SafeHttpResult> ReadAsync(HttpResponseMessage answer, Uri address, CancellationToken cancellationToken)
        {
            if (!answer.IsSuccessStatusCode && !TakesAnyStatus)
            {
                return SafeHttpResult.Refused(SafeHttpError.Status, (int)answer.StatusCode);
            }

            var headers = answer.Content.Headers;
            if (
                headers.NonValidated.TryGetValues("Content-Encoding", out var encoding)
                && !string.Equals(encoding.ToString(), "identity", StringComparison.OrdinalIgnoreCase)
            )
            {
                return SafeHttpResult.Refused(SafeHttpError.Encoded); // never decompressed, so a decompression bomb does no harm
            }

            if (!IsStart && headers.ContentLength > MaxBytes)
            {
                return SafeHttpResult.Refused(SafeHttpError.TooLarge);
            }

            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            using var content = new MemoryStream();
            var buffer = new byte[16 * 1024];
            while (await body.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                if (content.Length + read > MaxBytes && !IsStart)
                {
                    return SafeHttpResult.Refused(SafeHttpError.TooLarge);
                }

                content.Write(buffer, 0, (int)Math.Min(read, MaxBytes - content.Length));
                if (IsStart && (content.Length == MaxBytes || IsEnough!(content.GetBuffer().AsMemory(0, (int)content.Length))))
                {
                    break; // the connection is closed with the answer
                }
            }

            return SafeHttpResult.Fetched(content.ToArray(), headers.ContentType?.ToString(), address, (int)answer.StatusCode);
        }
    }
}
