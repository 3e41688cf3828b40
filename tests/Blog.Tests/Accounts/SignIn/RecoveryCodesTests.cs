using Blog.Accounts.SignIn;

namespace Blog.Tests.Accounts.SignIn;

public sealed class RecoveryCodesTests
{
    [Fact]
    public void A_set_has_ten_different_codes_in_groups_of_four()
    {
        var set = RecoveryCodes.NewSet();
        Assert.Equal(10, set.Distinct(StringComparer.Ordinal).Count());
        Assert.All(set, code => Assert.Matches("^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){5}$", code));
    }

    [Fact]
    public void A_code_holds_120_bits()
    {
        var codes = Enumerable
            .Range(0, 200)
            .SelectMany(_ => RecoveryCodes.NewSet())
            .Select(code => RecoveryCodes.Normalise(code)!)
            .ToList();
        Assert.Equal(2_000, codes.Distinct(StringComparer.Ordinal).Count());
        for (var place = 0; place < 24; place++)
        {
            // 2,000 draws of 32 letters: each about 62 times, so that none can be missing by chance (32 * (31/32)^2000 < 1e-25).
            Assert.Equal(32, codes.Select(code => code[place]).Distinct().Count());
        }
    }

    [Fact]
    public void A_code_may_be_typed_as_people_type()
    {
        const string shown = "0a1b-2c3d-4e5f-6g7h-8j9k-vmnp";
        var hash = RecoveryCodes.Hash(shown);
        foreach (
            var typed in new[]
            {
                shown.ToUpperInvariant(),
                shown.Replace("-", "", StringComparison.Ordinal),
                " 0a1b 2c3d\t4e5f 6g7h 8j9k vmnp\r\n",
                shown.Replace('-', '\u2013'),
                shown.Replace('-', '\u2212'),
                shown.Replace("-", "－", StringComparison.Ordinal),
                "OaIb-2c3d-4e5f-6g7h-8j9k-vmnp",
                "oalb-2c3d-4e5f-6g7h-8j9k-umnp",
                string.Concat(shown.Select(c => (char)(c + 0xFEE0))),
                shown.Replace("-", "\u200B", StringComparison.Ordinal),
            }
        )
        {
            Assert.Equal("0a1b2c3d4e5f6g7h8j9kvmnp", RecoveryCodes.Normalise(typed));
            Assert.Equal(hash, RecoveryCodes.Hash(typed));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("----------------------------")]
    [InlineData("0a1b-2c3d-4e5f-6g7h-8j9k-vmn")]
    [InlineData("0a1b-2c3d-4e5f-6g7h-8j9k-vmnpq")]
    [InlineData("0a1b-2c3d-4e5f-6g7h-8j9k-vmn!")]
    [InlineData("0a1b-2c3d-4e5f-6g7h-8j9k-vmn数")]
    public void What_cannot_be_a_code_is_none(string? typed)
    {
        Assert.Null(RecoveryCodes.Normalise(typed));
        Assert.Throws<ArgumentException>(() => RecoveryCodes.Hash(typed!));
    }

    [Fact]
    public void A_lone_surrogate_does_no_harm() => Assert.Null(RecoveryCodes.Normalise("0a1b-2c3d-4e5f-6g7h-8j9k-vmn\uD83D"));

    [Fact]
    public void A_very_long_text_is_no_code() => Assert.Null(RecoveryCodes.Normalise(new string('0', 5_000_000)));

    [Fact]
    public void The_hash_is_the_sha_256_of_the_one_form() =>
        Assert.Equal(
            "1aaa7999292f3795cc857ea24de1f4b299ba64b767338f5c8cbe6e93604cc5a5",
            RecoveryCodes.Hash("0000-0000-0000-0000-0000-0000")
        );
}
