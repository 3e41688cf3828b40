using System.Text;
using System.Xml.Linq;
using Blog.Accounts.SignIn;
using QRCoder;

namespace Blog.Tests.Accounts.SignIn;

public sealed class TotpTests
{
    private static readonly byte[] RfcSecret = Encoding.ASCII.GetBytes("12345678901234567890");
    private static readonly DateTimeOffset Now = new(2026, 4, 1, 12, 0, 10, TimeSpan.Zero);
    private static readonly long Step = Now.ToUnixTimeSeconds() / 30;

    /// <summary>RFC 6238, appendix B: its codes of eight digits end in those of six.</summary>
    [Theory]
    [InlineData(59L, "94287082")]
    [InlineData(1111111109L, "07081804")]
    [InlineData(1111111111L, "14050471")]
    [InlineData(1234567890L, "89005924")]
    [InlineData(2000000000L, "69279037")]
    [InlineData(20000000000L, "65353130")]
    public void The_test_vectors_of_the_rfc_pass(long second, string code)
    {
        Assert.Equal(code[2..], Totp.Code(RfcSecret, second / 30));
        Assert.Equal(second / 30, Totp.AcceptedStep(RfcSecret, code[2..], DateTimeOffset.FromUnixTimeSeconds(second)));
    }

    [Theory]
    [InlineData(-3, false)]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData(2, false)]
    public void Only_the_present_and_the_previous_step_count(int offset, bool good) =>
        Assert.Equal(good ? Step + offset : null, Totp.AcceptedStep(RfcSecret, Totp.Code(RfcSecret, Step + offset), Now));

    [Fact]
    public void A_code_lives_for_a_minute_at_most()
    {
        var start = DateTimeOffset.FromUnixTimeSeconds(Step * 30);
        var code = Totp.Code(RfcSecret, Step);
        Assert.Null(Totp.AcceptedStep(RfcSecret, code, start.AddMilliseconds(-1)));
        Assert.Equal(Step, Totp.AcceptedStep(RfcSecret, code, start));
        Assert.Equal(Step, Totp.AcceptedStep(RfcSecret, code, start.AddMilliseconds(59_999)));
        Assert.Null(Totp.AcceptedStep(RfcSecret, code, start.AddSeconds(60)));
    }

    [Fact]
    public void A_code_of_another_secret_is_refused() => Assert.Null(Totp.AcceptedStep(Totp.NewSecret(), Totp.Code(RfcSecret, Step), Now));

    [Fact]
    public void A_code_may_be_typed_as_people_type()
    {
        var code = Totp.Code(RfcSecret, Step);
        var wide = string.Concat(code.Select(c => (char)(c + 0xFEE0)));
        foreach (var typed in new[] { $" {code[..3]} {code[3..]}\t", $"{code[..3]}-{code[3..]}", wide, $"{wide[..3]}　{wide[3..]}" })
        {
            Assert.Equal(Step, Totp.AcceptedStep(RfcSecret, typed, Now));
        }
    }

    [Fact]
    public void What_is_not_six_digits_is_refused()
    {
        var code = Totp.Code(RfcSecret, Step);
        foreach (
            var typed in new[]
            {
                null,
                "",
                "      ",
                code[1..],
                code + "0",
                "0" + code,
                "12345a",
                "١٢٣٤٥٦",
                "\uD83D" + code,
                code + "\0",
                new string('1', 1_000_000),
            }
        )
        {
            Assert.Null(Totp.AcceptedStep(RfcSecret, typed, Now));
        }
    }

    [Fact]
    public void A_secret_has_160_bits_and_is_new_each_time()
    {
        var secrets = Enumerable.Range(0, 100).Select(_ => Totp.NewSecret()).ToList();
        Assert.All(secrets, secret => Assert.Equal(20, secret.Length));
        Assert.Equal(100, secrets.Select(Convert.ToHexString).Distinct().Count());
    }

    /// <summary>RFC 4648, section 10, without padding.</summary>
    [Theory]
    [InlineData("", "")]
    [InlineData("f", "MY")]
    [InlineData("fo", "MZXQ")]
    [InlineData("foo", "MZXW 6")]
    [InlineData("foob", "MZXW 6YQ")]
    [InlineData("fooba", "MZXW 6YTB")]
    [InlineData("foobar", "MZXW 6YTB OI")]
    [InlineData("12345678901234567890", "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ")]
    public void A_secret_is_spelled_in_groups_of_four(string secret, string spelled) =>
        Assert.Equal(spelled, Totp.Spelled(Encoding.ASCII.GetBytes(secret)));

    [Fact]
    public void The_address_names_site_and_account_in_any_script()
    {
        var uri = Totp.Uri(RfcSecret, "花园: 笔记 & C#?", "wei+a@example.com");
        Assert.True(uri.All(char.IsAscii), uri);
        var parsed = new Uri(uri);
        Assert.Equal("otpauth", parsed.Scheme);
        Assert.Equal("totp", parsed.Host);
        Assert.Equal("/花园  笔记 & C#?:wei+a@example.com", Uri.UnescapeDataString(parsed.AbsolutePath));
        var query = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(parsed.Query);
        Assert.Equal("花园  笔记 & C#?", query["issuer"]);
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", query["secret"]);
        Assert.Equal(("SHA1", "6", "30"), (query["algorithm"].ToString(), query["digits"].ToString(), query["period"].ToString()));
        Assert.Equal("", parsed.Fragment);
    }

    [Fact]
    public void The_picture_is_dark_on_white_with_a_quiet_zone_and_without_styles()
    {
        var svg = Svg(Totp.QrCode(Totp.Uri(RfcSecret, "花园笔记", "wei@example.com")));
        Assert.DoesNotContain("style", svg.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), element => element.Name.LocalName is not "svg" and not "rect" and not "path");
        Assert.Equal("#ffffff", (string?)svg.Elements().First().Attribute("fill"));
        Assert.Equal("#000000", (string?)svg.Elements().Last().Attribute("fill"));
        Assert.NotNull(svg.Attribute("viewBox"));
    }

    [Fact]
    public void The_picture_shows_the_address_dot_by_dot()
    {
        var uri = Totp.Uri(RfcSecret, "花园笔记", "wei@example.com");
        using var expected = QRCodeGenerator.GenerateQrCode(uri, QRCodeGenerator.ECCLevel.M);
        var size = expected.ModuleMatrix.Count; // with four quiet modules on each side
        var dark = new bool[size, size];
        foreach (
            var bar in Svg(Totp.QrCode(uri))
                .Elements()
                .Single(e => e.Name.LocalName == "path")
                .Attribute("d")!
                .Value.Split('M', StringSplitOptions.RemoveEmptyEntries)
        )
        {
            var numbers = bar.Split([' ', 'h', 'v'])[..3]
                .Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture))
                .ToArray(); // x, y, width
            for (var x = numbers[0]; x < numbers[0] + numbers[2]; x++)
            {
                dark[numbers[1], x] = true;
            }
        }

        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                Assert.Equal(expected.ModuleMatrix[y][x], dark[y, x]);
                Assert.False(dark[y, x] && (x < 4 || y < 4 || x >= size - 4 || y >= size - 4), "the quiet zone is not quiet");
            }
        }
    }

    private static XElement Svg(string picture)
    {
        const string Prefix = "data:image/svg+xml;base64,";
        Assert.StartsWith(Prefix, picture, StringComparison.Ordinal);
        var svg = Encoding.UTF8.GetString(Convert.FromBase64String(picture[Prefix.Length..]));
        using var reader = System.Xml.XmlReader.Create(new StringReader(svg));
        return XElement.Load(reader);
    }
}
