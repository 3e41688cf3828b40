namespace Blog.Site.RateLimiting;

/// <summary><c>Retry-After</c> (RFC 9110, 10.2.3).</summary>
public static class RetryAfterHeader
{
    /// <summary>Sets the header in whole seconds, rounded up: never zero, since a client would then retry at once.</summary>
    /// <returns>The seconds.</returns>
    public static int SetRetryAfter(this HttpResponse response, TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return seconds;
    }
}
