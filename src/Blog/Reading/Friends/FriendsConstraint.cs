using Blog.Site;

namespace Blog.Reading.Friends;

/// <summary>Matches the first segment at which the owner has put the friends page: no constant, so that no route can name it.</summary>
internal sealed class FriendsConstraint : IRouteConstraint
{
    public const string Name = "friends";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection
    ) =>
        httpContext?.RequestServices.GetRequiredService<SiteContext>() is { HasSettings: true } site
        && values.TryGetValue(routeKey, out var segment)
        && site.Settings.Friends.IsAt("/" + segment);
}
