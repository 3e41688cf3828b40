using Blog.Site;
using Microsoft.AspNetCore.Authorization;

namespace Blog.Accounts.Sessions;

/// <summary>
/// The owner's setting that everybody signs in with two factors: a session begun with one opens only the pages where another is set up.
/// </summary>
internal static class SecondFactorDemand
{
    /// <summary>Whether a session is not enough for what it asks for.</summary>
    public static bool Stops(HttpContext context) =>
        context.User.HasClaim(Viewer.SingleFactorClaim, bool.TrueString)
        && context.GetEndpoint()?.Metadata.GetMetadata<AllowsSingleFactorAttribute>() is null
        && context.RequestServices.GetRequiredService<SiteContext>().Settings.Security.RequiresSecondFactor;

    /// <summary>Adds the demand to a policy.</summary>
    public static AuthorizationPolicyBuilder RequireSecondFactor(this AuthorizationPolicyBuilder policy) =>
        policy.RequireAssertion(decision => decision.Resource is not HttpContext context || !Stops(context));
}

/// <summary>Marks a page that a session begun with one factor may open, whatever the owner demands: it leads to the second one.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class AllowsSingleFactorAttribute : Attribute;
