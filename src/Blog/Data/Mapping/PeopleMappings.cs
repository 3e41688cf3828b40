using Blog.Data.People;
using Blog.Data.Security;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class AccountMapping : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("Accounts");
        builder.Property(account => account.ConcurrencyStamp).HasMaxLength(TextLengths.Name);
        builder.Property(account => account.SecurityStamp).HasMaxLength(TextLengths.Name);
        builder.Property(account => account.PasswordHash).HasMaxLength(TextLengths.Title);
        builder.Property(account => account.PhoneNumber).HasMaxLength(TextLengths.Name);
        builder.Property(account => account.Language).HasMaxLength(TextLengths.Name);
        builder.Property(account => account.TotpSecret).HasMaxLength(TextLengths.Line);
        builder.HasIndex(account => account.NormalizedEmail).IsUnique();
        builder
            .HasOne(account => account.Author)
            .WithOne()
            .HasForeignKey<Account>(account => account.AuthorId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class SessionMapping : IEntityTypeConfiguration<Session>
{
    public void Configure(EntityTypeBuilder<Session> builder)
    {
        builder.Property(session => session.KeyHash).HasMaxLength(TextLengths.Name);
        builder.Property(session => session.Stamp).HasMaxLength(TextLengths.Name);
        builder.Property(session => session.Browser).HasMaxLength(TextLengths.Name);
        builder.Property(session => session.System).HasMaxLength(TextLengths.Name);
        builder.Property(session => session.Address).HasMaxLength(TextLengths.Name);
        builder.HasIndex(session => session.KeyHash).IsUnique();
        builder.HasOne(session => session.Account).WithMany().HasForeignKey(session => session.AccountId).OnDelete(DeleteBehavior.Cascade);
        builder.Ignore(session => session.ExpiresAt);
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.Property(code => code.Hash).HasMaxLength(TextLengths.Name);
        builder.HasIndex(code => new { code.AccountId, code.Hash }).IsUnique();
        builder.HasOne<Account>().WithMany().HasForeignKey(code => code.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class OneTimeLinkMapping : IEntityTypeConfiguration<OneTimeLink>
{
    public void Configure(EntityTypeBuilder<OneTimeLink> builder)
    {
        builder.Property(link => link.TokenHash).HasMaxLength(TextLengths.Name);
        builder.Property(link => link.Email).HasMaxLength(TextLengths.Title);
        builder.Property(link => link.Name).HasMaxLength(TextLengths.Name);
        builder.HasIndex(link => link.TokenHash).IsUnique();
        builder.HasOne(link => link.Account).WithMany().HasForeignKey(link => link.AccountId).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>
/// Matches Identity's schema version 3; configured explicitly, since the design-time tools and some commands have no Identity options to
/// select it.
/// </summary>
internal sealed class PasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserPasskey<int>> builder)
    {
        builder.ToTable("AccountPasskeys");
        builder.HasKey(passkey => passkey.CredentialId);
        builder.Property(passkey => passkey.CredentialId).HasMaxLength(1024); // WebAuthn Level 3, section 4: at most 1023 bytes
        builder.OwnsOne(
            passkey => passkey.Data,
            data =>
            {
                data.ToJson();
                data.Property(passkey => passkey.Name).HasMaxLength(TextLengths.Name);
                data.PrimitiveCollection(passkey => passkey.Transports).HasMaxLength(TextLengths.Name);
            }
        );
        builder.HasOne<Account>().WithMany().HasForeignKey(passkey => passkey.UserId).OnDelete(DeleteBehavior.Cascade).IsRequired();
    }
}

/// <summary>Tables that Identity's store requires and the blog does not use.</summary>
internal sealed class UnusedIdentityMapping
    : IEntityTypeConfiguration<IdentityUserClaim<int>>,
        IEntityTypeConfiguration<IdentityUserLogin<int>>,
        IEntityTypeConfiguration<IdentityUserToken<int>>
{
    public void Configure(EntityTypeBuilder<IdentityUserClaim<int>> builder)
    {
        builder.ToTable("AccountClaims");
        builder.Property(claim => claim.ClaimType).HasMaxLength(TextLengths.Name);
        builder.Property(claim => claim.ClaimValue).HasMaxLength(TextLengths.Name);
    }

    public void Configure(EntityTypeBuilder<IdentityUserLogin<int>> builder)
    {
        builder.ToTable("AccountLogins");
        builder.Property(login => login.LoginProvider).HasMaxLength(TextLengths.Name);
        builder.Property(login => login.ProviderKey).HasMaxLength(TextLengths.Name);
        builder.Property(login => login.ProviderDisplayName).HasMaxLength(TextLengths.Name);
    }

    public void Configure(EntityTypeBuilder<IdentityUserToken<int>> builder)
    {
        builder.ToTable("AccountTokens");
        builder.Property(token => token.LoginProvider).HasMaxLength(TextLengths.Name);
        builder.Property(token => token.Name).HasMaxLength(TextLengths.Name);
        builder.Property(token => token.Value).HasMaxLength(TextLengths.Name);
    }
}

internal sealed class SecurityEventMapping : IEntityTypeConfiguration<SecurityEvent>
{
    public void Configure(EntityTypeBuilder<SecurityEvent> builder)
    {
        builder.Property(entry => entry.Network).HasMaxLength(TextLengths.Name);
        builder.Property(entry => entry.Method).HasMaxLength(TextLengths.Name);
        builder.HasIndex(entry => entry.At);
    }
}
