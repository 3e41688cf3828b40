using Microsoft.Net.Http.Headers;

namespace Blog.Site.Http;

/// <summary>
/// Normalizes whatever could be interpreted in two ways before anything reads the request: its method, the body of a GET, and the accepted
/// compression. A response cached under one interpretation can then not be served under another.
/// </summary>
public sealed class RequestNormalization(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        var reads = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (!reads && !HttpMethods.IsPost(request.Method))
        {
            // A Razor page renders for any method without a handler, TRACE included.
            context.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            context.Response.Headers.Allow = "GET, HEAD, POST";
            return Task.CompletedTask;
        }

        if (reads)
        {
            request.Headers.Remove(HeaderNames.ContentType); // a form content type on a GET makes the binding of route values fail
        }

        request.Headers.AcceptEncoding = ContentCodingOf(request);
        return next(context);
    }

    /// <summary>The only coding that the response may have: <c>br</c>, <c>gzip</c>, or empty for none (RFC 9110, section 12.5.3).</summary>
    private static string ContentCodingOf(HttpRequest request)
    {
        var accepted = request.GetTypedHeaders().AcceptEncoding;
        bool Takes(string coding) =>
            accepted.Any(a => a.Value.Equals(coding, StringComparison.OrdinalIgnoreCase) && a.Quality is null or > 0);
        return Takes("br") ? "br"
            : Takes("gzip") ? "gzip"
            : "";
    }
}
