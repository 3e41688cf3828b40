using Blog.Storage.Telemetry;

namespace Blog.Tests.Storage.Telemetry;

public sealed class ByteSizeTests
{
    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1024, "1 KB")]
    [InlineData((1 << 20) - 1, "1023 KB")]
    [InlineData(1 << 20, "1.0 MB")]
    [InlineData(25 * (1 << 20) / 10, "2.5 MB")]
    [InlineData(3L << 30, "3.0 GB")]
    [InlineData(1L << 41, "2048.0 GB")]
    public void A_size_is_shown_in_the_unit_that_fits(long bytes, string said) => Assert.Equal(said, ByteSize.Say(bytes));
}
