using Blog.Data;
using Blog.Data.Posts;
using Blog.Data.Posts.Writing;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Admin.PostList;

/// <summary>
/// What the owner of a new blog may want to do first. It disappears once everything is done, when the owner dismisses it, or once the
/// blog has a few posts and so is not new any more.
/// </summary>
public sealed class GettingStarted(BlogDb db, SamplePosts samples)
{
    /// <summary>Number of the owner's own posts from which a blog is not new.</summary>
    private const int EnoughPosts = 5;

    /// <summary>The steps, in order; empty where the list is not shown.</summary>
    public async Task<IReadOnlyList<GettingStartedStep>> StepsAsync(SiteSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Discovery.GettingStartedDismissed)
        {
            return [];
        }

        var own = await db.Posts.CountAsync(
            post => !post.IsSample && post.Kind == PostKind.Post && post.State == PostState.Published,
            cancellationToken
        );
        if (own >= EnoughPosts)
        {
            return [];
        }

        var sampleCount = await samples.CountAsync(cancellationToken);
        var about = AboutPages(settings);
        var isSampleAbout = await about.AnyAsync(post => post.IsSample, cancellationToken);
        var hasAbout = !isSampleAbout && await about.AnyAsync(cancellationToken);
        var steps = new List<GettingStartedStep>
        {
            new(GettingStartedKind.Name, !SampleSettings.IsUnnamed(settings.Main), "/admin/settings"),
            new(GettingStartedKind.TimeZone, settings.HasTimeZone, "/admin/settings#input-timezone"),
        };
        if (sampleCount > 0)
        {
            steps.Add(new(GettingStartedKind.Samples, false, "/admin/settings#samples"));
        }

        steps.Add(new(GettingStartedKind.About, hasAbout, isSampleAbout ? null : NewAbout));
        steps.Add(new(GettingStartedKind.FirstPost, own > 0, "/admin/posts/new"));
        return steps.All(step => step.IsDone) ? [] : steps;
    }

    /// <summary>Where the about page begins.</summary>
    public const string NewAbout = "/admin/posts/new?template=about";

    /// <summary>Whether the address of the about page in the main language is taken, even by a draft.</summary>
    public Task<bool> HasAboutAsync(SiteSettings settings, CancellationToken cancellationToken) =>
        AboutPages(settings).AnyAsync(cancellationToken);

    /// <summary>Hides the list for good.</summary>
    public async Task DismissAsync(CancellationToken cancellationToken)
    {
        var settings = await db.Settings.SingleAsync(cancellationToken);
        if (!settings.Discovery.GettingStartedDismissed)
        {
            settings.Revise(settings.Choices with { Discovery = settings.Discovery with { GettingStartedDismissed = true } });
            await db.SaveChangesAsync(cancellationToken);
        }
    }

    private IQueryable<Post> AboutPages(SiteSettings settings)
    {
        var path = settings.AboutPathOf(settings.Main);
        return db.Posts.Where(post => post.AddressKey == path);
    }
}

/// <summary>A step of <see cref="GettingStarted"/>.</summary>
/// <param name="IsDone">Whether it is done.</param>
/// <param name="Path">Where it is done, without the base path; null where another step comes first.</param>
public sealed record GettingStartedStep(GettingStartedKind Kind, bool IsDone, string? Path);

/// <summary>What a step is about.</summary>
public enum GettingStartedKind
{
    Name,

    TimeZone,

    Samples,

    About,

    FirstPost,
}
