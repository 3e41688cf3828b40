using System.Buffers;
using Microsoft.AspNetCore.Routing.Matching;

namespace Blog.Site.Http;

/// <summary>
/// The program's own route constraints. The framework's <c>regex</c> would do, but compiles each of its expressions at every start.
/// </summary>
internal static class RouteConstraints
{
    /// <summary><c>{id:hex(32)}</c> and <c>{**path:ending(.md)}</c>.</summary>
    public static void Add(RouteOptions options)
    {
        options.SetParameterPolicy<Hex>("hex");
        options.SetParameterPolicy<Ending>("ending");
    }

    /// <summary>Exactly so many hexadecimal digits.</summary>
    internal sealed class Hex(int length) : Text
    {
        private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdefABCDEF");

        protected override bool IsMatch(string text) => text.Length == length && !text.AsSpan().ContainsAnyExcept(Digits);
    }

    /// <summary>Something that ends in these characters, in capital letters or not.</summary>
    internal sealed class Ending(string ending) : Text
    {
        protected override bool IsMatch(string text) =>
            text.Length > ending.Length && text.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
    }

    internal abstract class Text : IRouteConstraint, IParameterLiteralNodeMatchingPolicy
    {
        public bool Match(
            HttpContext? httpContext,
            IRouter? route,
            string routeKey,
            RouteValueDictionary values,
            RouteDirection routeDirection
        ) =>
            values.TryGetValue(routeKey, out var value)
            && value is not null
            && IsMatch(Convert.ToString(value, CultureInfo.InvariantCulture)!);

        public bool MatchesLiteral(string parameterName, string literal) => IsMatch(literal);

        protected abstract bool IsMatch(string text);
    }
}
