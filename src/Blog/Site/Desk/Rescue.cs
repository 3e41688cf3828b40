using Blog.Data.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Blog.Site;

/// <summary>
/// Holds on to what was typed when a form of a private page cannot be taken: the session has ended, the token has expired, the disk is full.
/// The answer shows what was typed, and can be sent again. What another site sends never comes here: <see cref="CrossSiteGuard"/> refuses it before.
/// </summary>
public sealed class Rescue(IModelMetadataProvider metadata) : IAuthorizationMiddlewareResultHandler, IAlwaysRunResultFilter, IAsyncExceptionFilter
{
    private static readonly string[] Secrets = ["password", "code", "credential", "secret", "token"];

    /// <summary>Generous, since the body's own limit holds: better to give a long text back than to cut it.</summary>
    private static readonly FormOptions Limits = new() { ValueLengthLimit = 4 * 1024 * 1024, ValueCountLimit = 400, MemoryBufferThreshold = 64 * 1024 };

    private readonly AuthorizationMiddlewareResultHandler otherwise = new();

    /// <summary>A form of somebody who is not signed in.</summary>
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Challenged && IsForm(context))
        {
            if (IsScript(context))
            {
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
                return;
            }

            if (await ReadAsync(context, RescueCause.SignedOut) is { } kept)
            {
                await ShowAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor()), kept);
                return;
            }
        }

        await otherwise.HandleAsync(next, context, policy, authorizeResult);
    }

    /// <summary>A form whose token is not, or no longer, good.</summary>
    public void OnResultExecuting(ResultExecutingContext context)
    {
        if (context.Result is IAntiforgeryValidationFailedResult && IsForm(context.HttpContext) && !IsScript(context.HttpContext))
        {
            context.Result = new RescueResult(this, RescueCause.Expired, context.Result);
        }
    }

    /// <inheritdoc />
    public void OnResultExecuted(ResultExecutedContext context)
    {
    }

    /// <summary>A form that the disk had no room for.</summary>
    public Task OnExceptionAsync(ExceptionContext context)
    {
        if (StorageFault.IsFull(context.Exception) && IsForm(context.HttpContext) && !IsScript(context.HttpContext))
        {
            context.Result = new RescueResult(this, RescueCause.DiskFull, new StatusCodeResult(StatusCodes.Status507InsufficientStorage));
            context.ExceptionHandled = true;
        }

        return Task.CompletedTask;
    }

    private static bool IsForm(HttpContext context) =>
        HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType && PrivatePages.Holds(context.Request.Path);

    /// <summary>A script holds its text itself, and asks over the open page.</summary>
    private static bool IsScript(HttpContext context) =>
        context.Request.Headers["Sec-Fetch-Mode"] == "cors" || context.Request.Headers.ContainsKey("RequestVerificationToken");

    private static bool IsSecret(string name) => name.StartsWith("__", StringComparison.Ordinal) || Secrets.Any(secret => name.Contains(secret, StringComparison.OrdinalIgnoreCase));

    private async Task ShowAsync(ActionContext context, RescuedForm kept)
    {
        var view = new ViewResult
        {
            ViewName = "/Site/Desk/_Rescue.cshtml",
            StatusCode = kept.Cause switch { RescueCause.SignedOut => StatusCodes.Status401Unauthorized, RescueCause.Expired => StatusCodes.Status400BadRequest, _ => StatusCodes.Status507InsufficientStorage },
            ViewData = new ViewDataDictionary(metadata, new ModelStateDictionary()) { Model = kept },
        };
        await view.ExecuteResultAsync(context);
    }

    /// <summary>What the form holds, secrets excepted; null where it cannot be read.</summary>
    private static async Task<RescuedForm?> ReadAsync(HttpContext context, RescueCause cause)
    {
        try
        {
            var form = context.Features.Get<IFormFeature>()?.Form;
            if (form is null && cause != RescueCause.SignedOut)
            {
                return null;   // it broke a limit half-way: what is left of the body is no form
            }

            form ??= await new FormFeature(context.Request, Limits).ReadFormAsync(context.RequestAborted);
            var fields = form.Where(field => !IsSecret(field.Key)).SelectMany(field => field.Value.Select(value => new RescuedField(field.Key, value ?? ""))).ToList();
            var token = cause == RescueCause.SignedOut ? form["__RequestVerificationToken"].FirstOrDefault() : null;
            var words = RescueTexts.Of(context.RequestServices.GetRequiredService<SiteContext>().DeskTag);
            return new RescuedForm(PageHead.ForSignIn(words.Title(cause)), cause, context.Request.PathBase + context.Request.Path + context.Request.QueryString, fields, token, form.Files.Count > 0, form.Keys.Any(IsSecretField));
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException or IOException)
        {
            return null;
        }

        static bool IsSecretField(string name) => !name.StartsWith("__", StringComparison.Ordinal) && IsSecret(name);
    }

    private sealed class RescueResult(Rescue rescue, RescueCause cause, IActionResult otherwise) : IActionResult
    {
        public async Task ExecuteResultAsync(ActionContext context)
        {
            if (await ReadAsync(context.HttpContext, cause) is { } kept)
            {
                await rescue.ShowAsync(context, kept);
            }
            else
            {
                await otherwise.ExecuteResultAsync(context);
            }
        }
    }
}

/// <summary>Why a form could not be taken.</summary>
public enum RescueCause
{
    /// <summary>Nobody is signed in.</summary>
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
public sealed record RescuedForm(PageHead Head, RescueCause Cause, string Action, IReadOnlyList<RescuedField> Fields, string? Token, bool HadFiles, bool HadSecrets) : IPage
{
    /// <summary>The text of a post, for the eye; null where there is none.</summary>
    public RescuedField? Text => Fields.FirstOrDefault(f => f.Name == "Result") ?? Fields.FirstOrDefault(f => f.Name == "Markdown");
}

/// <summary>One field.</summary>
public sealed record RescuedField(string Name, string Value);
