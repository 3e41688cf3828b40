using Blog.Accounts.Management;
using Blog.Data;
using Blog.Data.People;
using Blog.Data.Posts.Writing;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Setup;

/// <summary>Completes the setup, once.</summary>
public sealed class FirstRun(BlogDb db, AccountManager accounts, SamplePosts samples, SetupLink link)
{
    private static readonly SemaphoreSlim Once = new(1, 1);

    /// <summary>Creates the owner's account, names the site, and removes the samples unless they are to stay.</summary>
    /// <returns>The account; null where somebody else was first, or too many passwords are being hashed.</returns>
    public async Task<Account?> FinishAsync(SetupModel.FormInput input, CancellationToken cancellationToken)
    {
        await Once.WaitAsync(cancellationToken); // two tabs with the same link: only one creates the account
        try
        {
            var email = input.Email!.Trim();
            if (
                !await link.WaitsAsync(db, cancellationToken)
                || await accounts.CreateAsync(email, input.Name!.Trim(), AccountRole.Owner, input.Password!, cancellationToken) is not null
            )
            {
                return null;
            }

            link.Close();
            if (!input.KeepSamples)
            {
                await samples.RemoveAsync(cancellationToken); // first, since what is typed stays even where it equals the samples' texts
            }

            await NameAsync(input, cancellationToken);

            return await db.Users.Include(account => account.Author).SingleAsync(account => account.Email == email, cancellationToken);
        }
        finally
        {
            Once.Release();
        }
    }

    private async Task NameAsync(SetupModel.FormInput input, CancellationToken cancellationToken)
    {
        var settings = await db.Settings.SingleAsync(cancellationToken);
        settings.Revise(
            SampleSettings.WithoutLicence(settings.Choices) with
            {
                TimeZone = SiteSettings.ChosenTimeZone(input.TimeZone!),
                Languages = [.. Languages(input, settings)],
            }
        );
        await db.SaveChangesAsync(cancellationToken);
    }

    private static IEnumerable<SiteLanguage> Languages(SetupModel.FormInput input, SiteSettings before)
    {
        SiteLanguage Named(string code, string tag, string title, string? tagline) =>
            (before.Find(tag) ?? new SiteLanguage(code, tag, "", "")) with
            {
                Title = title.Trim(),
                Tagline = (tagline ?? "").Trim(),
            };
        var isChinese = input.Language!.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
        yield return isChinese ? Named("zh", "zh-CN", input.Title!, input.Tagline) : Named("en", "en", input.Title!, input.Tagline);
        if (input.Both)
        {
            var title = string.IsNullOrWhiteSpace(input.OtherTitle) ? input.Title! : input.OtherTitle;
            yield return isChinese ? Named("en", "en", title, input.OtherTagline) : Named("zh", "zh-CN", title, input.OtherTagline);
        }
    }
}
