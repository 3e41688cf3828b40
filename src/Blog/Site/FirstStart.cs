using Blog.Data;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Site;

/// <summary>
/// What the operator says of a new blog, from <c>Blog:Title</c> and its neighbours, so that it can be started without a browser. Used at a
/// first start only: once there is an account, or the settings were changed, the database decides.
/// </summary>
/// <param name="Title">The site's name; null if not set.</param>
/// <param name="Tagline">The line below it, in the main language; null if not set.</param>
/// <param name="TimeZone">IANA name of the time zone in which times are shown; null if not set.</param>
/// <param name="Language">BCP 47 tag of the main language; null if not set.</param>
public sealed record FirstStart(string? Title, string? Tagline, string? TimeZone, string? Language)
{
    private static IEnumerable<string> Tags => SiteSettings.InitialLanguages.Select(language => language.Tag);

    /// <summary>Reads and checks the settings.</summary>
    /// <param name="error">One line naming the key, its value and what it must be; null where everything is valid.</param>
    public static FirstStart Read(IConfiguration configuration, out string? error)
    {
        var written = new FirstStart(
            Value(configuration["Blog:Title"]),
            Value(configuration["Blog:Tagline"]),
            Value(configuration["Blog:TimeZone"]),
            Value(configuration["Blog:Language"])
        );
        error =
            FindTextError("Blog__Title", written.Title, SettingRules.MaxTitle)
            ?? FindTextError("Blog__Tagline", written.Tagline, SettingRules.MaxTagline)
            ?? (
                written.TimeZone is { } zone && !TimeZones.Knows(zone)
                    ? $"Blog__TimeZone is '{zone}': it must be the IANA name of a time zone, such as Asia/Shanghai or UTC"
                    : null
            )
            ?? (
                written.Language is { } language && TagOf(language) is null
                    ? $"Blog__Language is '{language}': it must be {string.Join(" or ", Tags)}"
                    : null
            );
        return written;
    }

    /// <summary>Fills what is unset at a first start; afterwards it does nothing.</summary>
    public async Task FillAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        if (this is { Title: null, Tagline: null, TimeZone: null, Language: null })
        {
            return;
        }

        var db = services.GetRequiredService<BlogDb>();
        var settings = await db.Settings.SingleAsync(cancellationToken);
        if (settings.Version > 0 || await db.Users.AnyAsync(cancellationToken))
        {
            return;
        }

        settings.Revise(Fill(settings.Choices));
        await db.SaveChangesAsync(cancellationToken);
    }

    private SiteChoices Fill(SiteChoices unset)
    {
        var main = Language is null ? unset.Languages[0].Tag : TagOf(Language);
        return unset with
        {
            TimeZone = TimeZone is null ? unset.TimeZone : SiteSettings.ChosenTimeZone(TimeZone),
            Languages =
            [
                .. unset
                    .Languages.OrderByDescending(language => language.Tag == main)
                    .Select(language =>
                        language with
                        {
                            Title = Title ?? language.Title,
                            Tagline = language.Tag == main ? Tagline ?? language.Tagline : language.Tagline,
                        }
                    ),
            ],
        };
    }

    private static string? Value(string? written) => string.IsNullOrWhiteSpace(written) ? null : written.Trim();

    private static string? TagOf(string language) =>
        Tags.FirstOrDefault(tag => string.Equals(tag, language, StringComparison.OrdinalIgnoreCase));

    private static string? FindTextError(string key, string? text, int length) =>
        text is null || (text.Length <= length && !text.Any(char.IsControl))
            ? null
            : $"{key} is '{string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c))}': "
                + $"it must be one line of at most {length} characters";
}
