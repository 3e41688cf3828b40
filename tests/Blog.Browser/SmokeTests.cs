namespace Blog.Browser;

public sealed class SmokeTests
{
    [Fact]
    public void Runs() => Assert.Equal(".", Path.GetRelativePath("/", "/"));
}
