using Blog.Data.Security;
using Blog.Site.Http;
using Blog.Site.Layout;
using Blog.Site.RateLimiting;
using Blog.Site.Security;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Blog.Site.AdminLayout;

/// <summary>
/// Preserves what was typed when a form on a private page cannot be accepted: the session has ended, the token has expired, the disk is
/// full. The response shows the input, which can be submitted again. Cross-site requests never get here: <see cref="CrossSiteGuard"/>
/// refuses them first.
/// </summary>
public sealed class FormRecovery(IModelMetadataProvider metadata, SlidingWindowLimiter limiter, SecurityLog security)
    : IAuthorizationMiddlewareResultHandler,
        IAlwaysRunResultFilter,
        IAsyncExceptionFilter
{
    private static readonly string[] Secrets = ["password", "code", "credential", "secret", "token"];

    /// <summary>Generous, since the limit of the body applies anyway: returning a long text is better than truncating it.</summary>
    private static readonly FormOptions Limits = new()
    {
        ValueLengthLimit = 4 * 1024 * 1024,
        ValueCountLimit = 400,
        MemoryBufferThreshold = 64 * 1024,
    };

    /// <summary>Forms of several megabytes are read and sent back: few of those who are not signed in get that.</summary>
    private static readonly RateLimit OfStrangers = new("forms sent back", permits: 20, TimeSpan.FromMinutes(10));

    private readonly AuthorizationMiddlewareResultHandler _otherwise = new();

    /// <summary>Handles a form sent without a session.</summary>
    public async Task HandleAsync(
        RequestDelegate next,
        HttpContext context,
        AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult
    )
    {
        if (authorizeResult.Challenged && IsForm(context))
        {
            if (IsScript(context))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            if (await ReadAsync(context, FormRecoveryReason.SignedOut) is { } kept)
            {
                await ShowAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()), kept);
                return;
            }
        }

        if (authorizeResult.Forbidden)
        {
            security.Add(context, SecurityEventKind.AccessRefused);
        }

        await _otherwise.HandleAsync(next, context, policy, authorizeResult);
    }

    /// <summary>Handles a form whose token is missing, invalid or expired.</summary>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is not IAntiforgeryValidationFailedResult)
        {
            return;
        }

        security.Add(context.HttpContext, SecurityEventKind.CsrfRefused, method: "token");
        if (IsForm(context.HttpContext) && !IsScript(context.HttpContext))
        {
            context.Result = new RecoveryResult(this, FormRecoveryReason.Expired, context.Result);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }

    /// <summary>Handles a form that could not be saved because the disk is full.</summary>
    public Task OnExceptionAsync(ExceptionContext context)
    {
        if (StorageErrors.IsFull(context.Exception) && IsForm(context.HttpContext) && !IsScript(context.HttpContext))
        {
            context.Result = new RecoveryResult(
                this,
                FormRecoveryReason.DiskFull,
                new StatusCodeResult(StatusCodes.Status507InsufficientStorage)
            );
            context.ExceptionHandled = true;
        }

        return Task.CompletedTask;
    }

    private static string Partition(HttpContext context) => ClientAddress.Partition(context.Connection.RemoteIpAddress);

    private static bool IsForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.Request.HasFormContentType
        && AdminResponseHeaders.Holds(context.Request.Path);

    /// <summary>A script keeps its own text and reports errors in the open page.</summary>
    private static bool IsScript(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Mode"] == "cors" || context.Request.Headers.ContainsKey("RequestVerificationToken");

    private static bool IsSecret(string name) =>
        name.StartsWith("__", StringComparison.Ordinal) || Secrets.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));

    private async Task ShowAsync(ActionContext context, RecoveredForm kept)
    {
        var view = new ViewResult
        {
            ViewName = "/Site/AdminLayout/_FormRecovery.cshtml",
            StatusCode = kept.Cause switch
            {
                FormRecoveryReason.SignedOut => StatusCodes.Status401Unauthorized,
                FormRecoveryReason.Expired => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status507InsufficientStorage,
            },
            ViewData = new ViewDataDictionary(metadata, new ModelStateDictionary()) { Model = kept },
        };
        await view.ExecuteResultAsync(context);
    }

    /// <summary>The form's fields without secrets; null if it cannot be read.</summary>
    private async Task<RecoveredForm?> ReadAsync(HttpContext context, FormRecoveryReason cause)
    {
        if (!context.User.IsSignedIn && limiter.TryAcquire(OfStrangers, Partition(context)).RetryAfter is not null)
        {
            return null; // nobody loses a text by this: whoever was signed out a moment ago has some left
        }

        try
        {
            var form = context.Features.Get<IFormFeature>()?.Form;
            if (form is null && cause != FormRecoveryReason.SignedOut)
            {
                return null; // a limit was exceeded while reading: the rest of the body is no valid form
            }

            form ??= await new FormFeature(context.Request, Limits).ReadFormAsync(context.RequestAborted);
            var fields = form.Where(field => !IsSecret(field.Key))
                .SelectMany(field => field.Value.Select(value => new RecoveredField(field.Key, value ?? "")))
                .ToList();
            var token = cause == FormRecoveryReason.SignedOut ? form["__RequestVerificationToken"].FirstOrDefault() : null;
            var texts = FormRecoveryTexts.Of(context.RequestServices.GetRequiredService<SiteContext>().UiLanguage);
            return new RecoveredForm(
                PageHead.ForSignIn(texts.Title(cause)),
                cause,
                context.Request.PathBase + context.Request.Path + context.Request.QueryString,
                fields,
                token,
                form.Files.Count > 0,
                form.Keys.Any(IsSecretField)
            );
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }

        static bool IsSecretField(string name) => !name.StartsWith("__", StringComparison.Ordinal) && IsSecret(name);
    }

    private sealed class RecoveryResult(FormRecovery formRecovery, FormRecoveryReason cause, IActionResult otherwise) : IActionResult
    {
        public async Task ExecuteResultAsync(ActionContext context)
        {
            if (await formRecovery.ReadAsync(context.HttpContext, cause) is { } kept)
            {
                await formRecovery.ShowAsync(context, kept);
            }
            else
            {
                await otherwise.ExecuteResultAsync(context);
            }
        }
    }
}
