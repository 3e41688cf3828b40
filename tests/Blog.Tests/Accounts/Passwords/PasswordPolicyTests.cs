using Blog.Accounts.Passwords;

namespace Blog.Tests.Accounts.Passwords;

public sealed class PasswordPolicyTests
{
    private static readonly string?[] Author = ["wei.zhang@garden-notes.example", "Zhang Wei", "Garden Notes", "花园笔记"];

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("k7#pQz2!vRm")]
    [InlineData("一二三四五六七八九十甲")]
    [InlineData("👩🏽‍🚀👩🏽‍🚀x")]
    public void Fewer_than_twelve_code_points_are_too_short(string? password) =>
        Assert.Equal(PasswordError.TooShort, PasswordPolicy.Check(password));

    [Fact]
    public void A_composed_and_a_decomposed_letter_count_the_same()
    {
        Assert.Equal(PasswordError.TooShort, PasswordPolicy.Check("éàüöñçkqzvw"));
        Assert.Equal(PasswordError.TooShort, PasswordPolicy.Check("éàüöñçkqzvw".Normalize(System.Text.NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("k7#pQz2!vRmw")]
    [InlineData("墨绿茶杯躺在窗台晒太阳吧")]
    [InlineData(" leading blank kqzv")]
    public void Twelve_code_points_of_any_kind_are_enough(string password) => Assert.Null(PasswordPolicy.Check(password, Author));

    [Fact]
    public void A_lone_surrogate_does_no_harm() =>
        Assert.Null(PasswordPolicy.Check("half a pair \uD83D of surrogates", "\uDC00 wei \uD83D@\uD83D."));

    [Fact]
    public void The_longest_has_128_code_points()
    {
        var rare = string.Concat(Enumerable.Range(0, 128).Select(i => char.ConvertFromUtf32(0x20000 + (i * 7))));
        Assert.Null(PasswordPolicy.Check(rare));
        Assert.Equal(PasswordError.TooLong, PasswordPolicy.Check(rare + "x"));
        Assert.Equal(PasswordError.TooLong, PasswordPolicy.Check(new string('x', 5_000_000)));
    }

    [Fact]
    public void The_list_has_3000_entries_that_the_length_rule_would_allow()
    {
        var usable = CommonWords.LongOnes.Where(entry => entry.EnumerateRunes().Count() >= PasswordPolicy.MinLength).ToList();
        Assert.True(usable.Count >= 3_000, $"{usable.Count}");
        Assert.Equal(CommonWords.LongOnes.Count, usable.Count);
        Assert.All(usable, entry => Assert.Equal(PasswordError.Common, PasswordPolicy.Check(entry)));
    }

    [Fact]
    public void Letter_case_and_width_do_not_hide_an_entry() =>
        Assert.All(
            CommonWords.LongOnes.Where((_, i) => i % 7 == 0),
            entry =>
            {
                Assert.Equal(PasswordError.Common, PasswordPolicy.Check(entry.ToUpperInvariant()));
                Assert.Equal(PasswordError.Common, PasswordPolicy.Check(string.Concat(entry.Select(c => (char)(c + 0xFEE0)))));
            }
        );

    [Theory]
    [InlineData("leavemealone")] // listed
    [InlineData("LeaveMeAlone!")] // a symbol at the end
    [InlineData("leave-me-alone")] // separators
    [InlineData("l3@v3m3@l0n3")] // symbols for letters
    [InlineData("enolaemevael")] // backwards
    [InlineData("leavemealone2019")] // a year
    [InlineData("Administrator2024!")]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("Passw0rd!8365")]
    [InlineData("passwordpassword")] // doubled
    [InlineData("monkey-monkey-monkey")]
    [InlineData("dragonmonkey12!")] // two words and a tail
    [InlineData("abcabcabcabcabc")] // repeats
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("k7#pQz2!k7#pQz2!")] // eight good characters twice are eight
    [InlineData("ababbabaabba")] // too few different ones
    [InlineData("123456789012")] // sequences
    [InlineData("abcdefghijklmnop")]
    [InlineData("qwertyuiop[]")] // keyboard walks
    [InlineData("QWERTYUIOP{}")]
    [InlineData("1qaz2wsx3edc4rfv")]
    [InlineData("!QAZ@WSX#EDC")]
    [InlineData("zaq12wsxcde34rfv")]
    [InlineData("woaini1314520")] // pinyin and numbers with a meaning
    [InlineData("WoAiNi5201314")]
    [InlineData("wo ai ni 1314!")]
    [InlineData("zhangsan19900101")]
    [InlineData("laopowoaini520")]
    [InlineData("a13812345678")] // a letter and a mobile number
    [InlineData("qq13812345678")]
    [InlineData("summer2024summer2024")]
    [InlineData("markdownblog2025")] // words around a blog
    [InlineData("bokeyuan123456")]
    [InlineData("wordpress@12345")]
    [InlineData("我爱你我爱你我爱你我爱你")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４")]
    public void Passwords_that_attackers_try_first_are_refused_as_common(string password) =>
        Assert.Equal(PasswordError.Common, PasswordPolicy.Check(password));

    [Theory]
    [InlineData("correct horse battery staple")]
    [InlineData("garden window candle river")]
    [InlineData("MonkeyDragonSunshine")]
    [InlineData("dragon monkey summer")]
    [InlineData("unter der alten Eiche")]
    [InlineData("xk7qpassword9zvw")]
    [InlineData("password is nothing I would ever use")]
    [InlineData("chuangqianmingyueguang")]
    public void A_passphrase_of_three_words_or_more_is_good(string password) => Assert.Null(PasswordPolicy.Check(password));

    [Theory]
    [InlineData("wei.zhang@garden-notes.example")]
    [InlineData("weizhangweizhang")]
    [InlineData("ZhangWei-1985!")]
    [InlineData("wei_zhang_k3x9q")]
    [InlineData("g@rd3nn0t3s-monkey")]
    [InlineData("zhangwei19850203")]
    [InlineData("garden-notes-24")]
    [InlineData("NotesGarden2024!")]
    [InlineData("花园笔记花园笔记2024")]
    [InlineData("gnahziew12345")]
    public void Passwords_made_of_what_the_blog_reveals_are_refused_as_personal(string password) =>
        Assert.Equal(PasswordError.Personal, PasswordPolicy.Check(password, Author));

    [Theory]
    [InlineData("zhangwei k7#pQz2!vRmw")] // without the name it is still a good password
    [InlineData("my garden has seven stone lanterns")]
    [InlineData("kqzv weight of plumbing")]
    public void A_name_inside_a_good_password_does_no_harm(string password) => Assert.Null(PasswordPolicy.Check(password, Author));

    [Fact]
    public void Short_or_empty_personal_values_forbid_nothing() =>
        Assert.Null(PasswordPolicy.Check("k7#pQz2!vRmw", null, "", " ", "@", "k", "7#", "x@y", "李"));

    [Fact]
    public void Random_passwords_pass()
    {
        var random = new Random(20260401);
        string Make(string alphabet, int length) =>
            string.Concat(Enumerable.Range(0, length).Select(_ => alphabet[random.Next(alphabet.Length)]));
        foreach (
            var (alphabet, allowed) in new[]
            {
                ("abcdefghijkmnpqrstuvwxyz", 2),
                ("abcdefghijkmnpqrstuvwxyz23456789", 1),
                ("ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789!#%+-_", 1),
            }
        )
        {
            var refused = Enumerable
                .Range(0, 2_000)
                .Select(_ => Make(alphabet, 12))
                .Where(password => PasswordPolicy.Check(password, Author) is not null)
                .ToList();
            Assert.True(refused.Count <= allowed, string.Join(' ', refused));
        }
    }
}
