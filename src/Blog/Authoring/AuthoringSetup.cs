using Blog.Authoring.Media;

namespace Blog.Authoring;

/// <summary>The author's desk: posts, and what the owner decides about the site.</summary>
public static class AuthoringSetup
{
    /// <summary>Adds what the pages need beyond the data.</summary>
    public static IServiceCollection AddAuthoring(this IServiceCollection services) => services.AddMediaPages();
}
