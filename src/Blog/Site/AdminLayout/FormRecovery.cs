using Blog.Site.Http;
using Blog.Site.Layout;
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
/// Holds on to what was typed when a form of a private page cannot be taken: the session has ended, the token has expired, the disk is full.
/// The answer shows what was typed, and can be sent again. What another site sends never comes here: <see cref="CrossSiteGuard"/> refuses it before.
/// </summary>
public sealed class FormRecovery(IModelMetadataProvider metadata)
    : IAuthorizationMiddlewareResultHandler,
        IAlwaysRunResultFilter,
        IAsyncExceptionFilter
{
    private static readonly string[] Secrets = ["password", "code", "credential", "secret", "token"];

    /// <summary>Generous, since the body's own limit holds: better to give a long text back than to cut it.</summary>
    private static readonly FormOptions Limits = new()
    {
        ValueLengthLimit = 4 * 1024 * 1024,
        ValueCountLimit = 400,
        MemoryBufferThreshold = 64 * 1024,
    };

    private readonly AuthorizationMiddlewareResultHandler _otherwise = new();

    /// <summary>A form of somebody who is not signed in.</summary>
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

        await _otherwise.HandleAsync(next, context, policy, authorizeResult);
    }

    /// <summary>A form whose token is not, or no longer, good.</summary>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && IsForm(context.HttpContext) && !IsScript(context.HttpContext))
        {
            context.Result = new RescueResult(this, FormRecoveryReason.Expired, context.Result);
        }
    }

    public void OnResultExecuted(ResultExecutedContext context) { }

    /// <summary>A form that the disk had no room for.</summary>
    public Task OnExceptionAsync(ExceptionContext context)
    {
        if (StorageErrors.IsFull(context.Exception) && IsForm(context.HttpContext) && !IsScript(context.HttpContext))
        {
            context.Result = new RescueResult(
                this,
                FormRecoveryReason.DiskFull,
                new StatusCodeResult(StatusCodes.Status507InsufficientStorage)
            );
            context.ExceptionHandled = true;
        }

        return Task.CompletedTask;
    }

    private static bool IsForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method)
        && context.Request.HasFormContentType
        && AdminResponseHeaders.Holds(context.Request.Path);

    /// <summary>A script holds its text itself, and asks over the open page.</summary>
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

    /// <summary>What the form holds, secrets excepted; null where it cannot be read.</summary>
    private static async Task<RecoveredForm?> ReadAsync(HttpContext context, FormRecoveryReason cause)
    {
        try
        {
            var form = context.Features.Get<IFormFeature>()?.Form;
            if (form is null && cause != FormRecoveryReason.SignedOut)
            {
                return null; // it broke a limit half-way: what is left of the body is no form
            }

            form ??= await new FormFeature(context.Request, Limits).ReadFormAsync(context.RequestAborted);
            var fields = form.Where(field => !IsSecret(field.Key))
                .SelectMany(field => field.Value.Select(value => new RecoveredField(field.Key, value ?? "")))
                .ToList();
            var token = cause == FormRecoveryReason.SignedOut ? form["__RequestVerificationToken"].FirstOrDefault() : null;
            var words = FormRecoveryTexts.Of(context.RequestServices.GetRequiredService<SiteContext>().UiLanguage);
            return new RecoveredForm(
                PageHead.ForSignIn(words.Title(cause)),
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

    private sealed class RescueResult(FormRecovery formRecovery, FormRecoveryReason cause, IActionResult otherwise) : IActionResult
    {
        public async Task ExecuteResultAsync(ActionContext context)
        {
            if (await ReadAsync(context.HttpContext, cause) is { } kept)
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

/// <summary>Why a form could not be taken.</summary>
public enum FormRecoveryReason
{
    SignedOut,

    /// <summary>Its token is not, or no longer, good.</summary>
    Expired,

    /// <summary>The disk has no room.</summary>
    DiskFull,
}

/// <summary>A form that is given back to whoever sent it.</summary>
/// <param name="Head">What the page that gives it back says of itself.</param>
/// <param name="Cause">Why.</param>
/// <param name="Action">Where it was sent.</param>
/// <param name="Fields">Everything in it but secrets.</param>
/// <param name="Token">The form's own token, which is good again once the same person signs in; null for a new one.</param>
/// <param name="HadFiles">It held files, which must be chosen again.</param>
/// <param name="HadSecrets">It held secrets, which must be typed again.</param>
public sealed record RecoveredForm(
    PageHead Head,
    FormRecoveryReason Cause,
    string Action,
    IReadOnlyList<RecoveredField> Fields,
    string? Token,
    bool HadFiles,
    bool HadSecrets
) : IPage
{
    /// <summary>The text of a post, for the eye; null where there is none.</summary>
    public RecoveredField? Text => Fields.FirstOrDefault(f => f.Name == "Result") ?? Fields.FirstOrDefault(f => f.Name == "Markdown");
}

public sealed record RecoveredField(string Name, string Value);
