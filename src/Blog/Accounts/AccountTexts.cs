using Blog.Accounts.Passwords;
using Blog.Accounts.People;
using Blog.Accounts.SigningIn;
using Blog.Data.People;

namespace Blog.Accounts;

/// <summary>The words of the door and of its pages, in one language.</summary>
public sealed partial record AccountTexts
{
    public required string SignInTitle { get; init; }

    public required string NoAccountYet { get; init; }

    public required string SignInByPasskey { get; init; }

    public required string PasskeyHint { get; init; }

    public required string PasskeyNeedsScript { get; init; }

    /// <summary>The browser is too old for them.</summary>
    public required string PasskeyUnable { get; init; }

    public required string PasskeyFailed { get; init; }

    public required string PasskeyCancelled { get; init; }

    public required string ByPassword { get; init; }

    public required string Email { get; init; }

    public required string EmailHint { get; init; }

    public required string Password { get; init; }

    public required string Continue { get; init; }

    /// <summary>Before the command that helps.</summary>
    public required string ForgottenHint { get; init; }

    public required string WrongPassword { get; init; }

    public required string WrongPasswordOnly { get; init; }

    public required string WrongPasswordOrCode { get; init; }

    public required string Busy { get; init; }

    public required string TooLate { get; init; }

    public required string CodeTitle { get; init; }

    public required string Code { get; init; }

    public required string CodeHint { get; init; }

    public required string CodeOrRecoveryHint { get; init; }

    public required string WrongCode { get; init; }

    public required string RecoveryCode { get; init; }

    public required string RecoveryCodeHint { get; init; }

    public required string WrongRecoveryCode { get; init; }

    public required string UseRecoveryCode { get; init; }

    public required string UseCode { get; init; }

    public required string SignOutTitle { get; init; }

    public required string SignOut { get; init; }

    public required string SignedOut { get; init; }

    public required string ConfirmTitle { get; init; }

    public required string ConfirmText { get; init; }

    public required string ConfirmByPasskey { get; init; }

    public required string SetupTitle { get; init; }

    public required string SetupNeedsLink { get; init; }

    public required string SetupText { get; init; }

    public required string SetupSite { get; init; }

    public required string SetupAccount { get; init; }

    public required string MainLanguage { get; init; }

    public required string SiteTitle { get; init; }

    public required string Tagline { get; init; }

    public required string TaglineHint { get; init; }

    public required string BothLanguages { get; init; }

    public required string BothLanguagesHint { get; init; }

    public required string OtherTitle { get; init; }

    public required string OtherTitleHint { get; init; }

    public required string OtherTagline { get; init; }

    public required string TimeZone { get; init; }

    public required string TimeZoneHint { get; init; }

    public required string UnknownTimeZone { get; init; }

    public required string KeepSamplesHint { get; init; }

    public required string Name { get; init; }

    public required string NameHint { get; init; }

    public required string RenameHint { get; init; }

    public required string NewPassword { get; init; }

    public required string SetupDone { get; init; }

    public required string SetupFinished { get; init; }

    public required string InvitationTitle { get; init; }

    public required string InvitationText { get; init; }

    public required string MakeAccount { get; init; }

    public required string ResetTitle { get; init; }

    public required string ResetText { get; init; }

    public required string SetPassword { get; init; }

    public required string PasswordSet { get; init; }

    public required string LinkIsDead { get; init; }

    public required string AsTheBrowser { get; init; }

    public required string DeskLanguage { get; init; }

    public required string ChangeInSecurity { get; init; }

    public required string WaysIn { get; init; }

    public required string Passkeys { get; init; }

    public required string PasskeysText { get; init; }

    public required string PasskeyName { get; init; }

    public required string PasskeyNameHint { get; init; }

    public required string AddPasskey { get; init; }

    public required string PasskeyMade { get; init; }

    public required string PasskeyRemoved { get; init; }

    public required string PasskeyNotMade { get; init; }

    public required string Since { get; init; }

    public required string SecondFactor { get; init; }

    public required string SecondFactorText { get; init; }

    public required string SecondFactorOn { get; init; }

    public required string SecondFactorRemoved { get; init; }

    public required string RemoveSecondFactor { get; init; }

    public required string ScanThis { get; init; }

    public required string QrCodeAlt { get; init; }

    /// <summary>Where the phone that cannot scan itself is the one in hand.</summary>
    public required string OnThisPhone { get; init; }

    public required string OrType { get; init; }

    public required string TypeCode { get; init; }

    public required string TurnOn { get; init; }

    public required string WrongFirstCode { get; init; }

    public required string RecoveryCodes { get; init; }

    public required string RecoveryCodesText { get; init; }

    public required string CodesKept { get; init; }

    public required string NewRecoveryCodes { get; init; }

    public required string NewRecoveryCodesHint { get; init; }

    public required string EmailAndPassword { get; init; }

    public required string EmailAndPasswordText { get; init; }

    public required string SignInChanged { get; init; }

    public required string Sessions { get; init; }

    public required string SessionsText { get; init; }

    public required string Device { get; init; }

    public required string ThisDevice { get; init; }

    public required string Method { get; init; }

    public required string Network { get; init; }

    public required string LastUsed { get; init; }

    public required string EndSession { get; init; }

    public required string SessionEnded { get; init; }

    public required string SignOutEverywhere { get; init; }

    public required string SignOutEverywhereHint { get; init; }

    public required string Role { get; init; }

    public required string On { get; init; }

    public required string Off { get; init; }

    public required string Disabled { get; init; }

    public required string Actions { get; init; }

    public required string MakeOwner { get; init; }

    public required string MakeAuthor { get; init; }

    public required string MakeResetLink { get; init; }

    public required string Enable { get; init; }

    public required string Disable { get; init; }

    public required string SureToRemove { get; init; }

    public required string OpenInvitations { get; init; }

    public required string Until { get; init; }

    public required string Withdraw { get; init; }

    public required string Invite { get; init; }

    public required string InviteText { get; init; }

    public required string InviteNameHint { get; init; }

    public required string Link { get; init; }

    public required Func<int, string> PasswordHint { get; init; }

    public required Func<int, string> NewPasswordHint { get; init; }

    public required Func<int, string> KeepSamples { get; init; }

    public required Func<int, string> RecoveryCodesLeft { get; init; }

    public required Func<int, string> PasskeyCount { get; init; }

    public required Func<string, string> LinkFor { get; init; }

    public required Func<bool, string> LinkText { get; init; }

    public required Func<TimeSpan, string> Slow { get; init; }

    /// <summary>Why passkeys cannot work; the address where they do comes after it, where there is one.</summary>
    public required Func<PasskeyHindrance, string> PasskeyHindrance { get; init; }

    public required Func<PasswordFault, string> PasswordFault { get; init; }

    public required Func<AccountRefusal, string> Refused { get; init; }

    public required Func<string?, string?, string> DeviceName { get; init; }

    public required Func<SignInMethod, string> MethodName { get; init; }

    public required Func<AccountRole, string> RoleName { get; init; }

    /// <summary>The words of a language; English where there are none.</summary>
    /// <param name="languageTag">BCP 47 tag.</param>
    public static AccountTexts Of(string languageTag) => languageTag.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
