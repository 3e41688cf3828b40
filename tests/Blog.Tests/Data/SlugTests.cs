using Blog.Data;

namespace Blog.Tests.Data;

public sealed class SlugTests
{
    [Theory]
    [InlineData("C#", "csharp")]
    [InlineData("C++", "cpp")]
    [InlineData(".NET", "dotnet")]
    [InlineData("F#", "fsharp")]
    [InlineData("ASP.NET Core", "aspnet-core")]
    [InlineData("C# 异步编程", "csharp-异步编程")]
    [InlineData("C#异步", "csharp-异步")]
    [InlineData("Modern C++20 in practice", "modern-cpp-20-in-practice")]
    [InlineData("Node.js", "node-js")]
    [InlineData("数据库", "数据库")]
    [InlineData("数据库 / 设计", "数据库-设计")]
    [InlineData("Don't Panic!", "dont-panic")]
    [InlineData("  --Hello,   World--  ", "hello-world")]
    [InlineData("Ｆｕｌｌ　ｗｉｄｔｈ", "full-width")]
    [InlineData("Crème Brûlée", "crème-brûlée")]
    [InlineData("objective-c", "objective-c")]
    [InlineData("I \u2764\uFE0F हिन्दी", "i-हिन्दी")]
    public void A_name_becomes_its_slug(string name, string slug) => Assert.Equal(slug, Slug.From(name).Value);

    [Theory]
    [InlineData("")]
    [InlineData("？！……")]
    [InlineData("🎉")]
    [InlineData("\u2764\uFE0F")]
    [InlineData("///")]
    public void A_slug_is_never_empty(string name) => Assert.Equal("post", Slug.From(name).Value);

    [Fact]
    public void A_long_name_is_cut_at_a_hyphen()
    {
        var slug = Slug.From(string.Join(' ', Enumerable.Repeat("word", 40))).Value;
        Assert.InRange(slug.Length, 60, 80);
        Assert.EndsWith("word", slug, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slug_is_its_own_slug()
    {
        foreach (var name in new[] { "C#", "数据库 设计", "A--b__c", "Don’t" })
        {
            var slug = Slug.From(name).Value;
            Assert.Equal(slug, Slug.From(slug).Value);
            Assert.True(Slug.TryParse(slug, out _));
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("A")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("-a")]
    public void Invalid_slugs_are_refused(string? text) => Assert.False(Slug.TryParse(text, out _));

    [Fact]
    public void A_numbered_slug_stays_within_the_limit() =>
        Assert.InRange(Slug.From(new string('a', 200)).Numbered(12).Value.Length, 1, 80);
}
