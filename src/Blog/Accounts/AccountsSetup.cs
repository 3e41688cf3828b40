using Blog.Accounts.Commands;
using Blog.Accounts.Management;
using Blog.Accounts.Passwords;
using Blog.Accounts.Sessions;
using Blog.Accounts.Setup;
using Blog.Accounts.SignIn;
using Blog.Data;
using Blog.Data.People;
using Blog.Site;
using Blog.Storage.Database;
using Microsoft.AspNetCore.Identity;

namespace Blog.Accounts;

/// <summary>Registers accounts: first start, signing in and out, permissions.</summary>
public static class AccountsSetup
{
    /// <summary>Adds what pages and commands share: accounts, their passwords and links.</summary>
    public static IServiceCollection AddAccountStore(this IServiceCollection services)
    {
        services.AddSingleton<ILookupNormalizer, EmailForm>();
        services
            .AddIdentityCore<Account>(identity =>
            {
                identity.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
                identity.User.RequireUniqueEmail = true;
                identity.User.AllowedUserNameCharacters = ""; // the user name is the e-mail address
                // A stranger could lock the owner out; the rate limiter slows strangers down instead.
                identity.Lockout.AllowedForNewUsers = false;
            })
            .AddEntityFrameworkStores<BlogDb>();
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = 210_000); // PBKDF2-HMAC-SHA512, OWASP's figure of 2023
        return services
            .AddSingleton<PasswordHashThrottle>()
            .AddSingleton<SecondFactors>()
            .AddScoped<AccountManager>()
            .AddScoped<KeyRevocation>();
    }

    public static IServiceCollection AddAccounts(this IServiceCollection services, SiteOptions site, OwnerOptions? owner)
    {
        services.AddAccountStore().AddSessions(site);
        new IdentityBuilder(typeof(Account), services).AddSignInManager(); // for its passkeys; the rest of signing in is SignInService's
        services
            .AddSingleton<KnownDevices>()
            .AddSingleton<SignInLimits>()
            .AddScoped<SignInService>()
            .AddScoped<FirstRun>()
            .AddSingleton<SetupLink>();
        services.AddSingleton(
            new AfterMigration(
                (provider, cancellationToken) => provider.GetRequiredService<SetupLink>().OpenAsync(provider, owner, cancellationToken)
            )
        );
        services.Configure<IdentityPasskeyOptions>(passkeys =>
        {
            passkeys.ServerDomain = site.PublicUrl.Host;
            passkeys.ResidentKeyRequirement = "required";
            passkeys.UserVerificationRequirement = "required";
        });
        return services;
    }
}
