using Microsoft.Net.Http.Headers;

namespace Blog.Site.Http;

/// <summary>
/// Normalizes whatever could be interpreted in two ways before anything reads the request: its method, and the body of a GET. A response
/// cached under one interpretation can then not be served under another. The accepted compression is normalized by the cache.
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
        return next(context);
    }
}
