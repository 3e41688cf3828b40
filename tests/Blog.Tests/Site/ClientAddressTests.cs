using System.Net;
using Blog.Site.Http;

namespace Blog.Tests.Site;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7", "203.0.113.7")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("64:ff9b::203.0.113.7", "203.0.113.7")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2::", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "2001:db8:1:2::/64")]
    [InlineData("2001:db8:1:3::1", "2001:db8:1:3::/64")]
    [InlineData("fe80::1%2", "fe80::/64")]
    [InlineData("::1", "::/64")]
    public void One_client_is_one_ipv4_address_or_one_ipv6_network(string address, string partition) =>
        Assert.Equal(partition, ClientAddress.Partition(IPAddress.Parse(address)));

    [Fact]
    public void Without_an_address_all_count_as_one() => Assert.Equal("unknown", ClientAddress.Partition(null));

    [Fact]
    public void Two_ipv4_addresses_never_count_as_one()
    {
        var partitions = Enumerable
            .Range(0, 256)
            .SelectMany(i => new[] { $"203.0.113.{i}", $"::ffff:203.0.113.{i}", $"64:ff9b::203.0.113.{i}" })
            .Select(text => ClientAddress.Partition(IPAddress.Parse(text)));
        Assert.Equal(256, partitions.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_network_of_one_customer_counts_as_one()
    {
        var random = new Random(7);
        var partitions = Enumerable
            .Range(0, 1_000)
            .Select(_ =>
            {
                var bytes = IPAddress.Parse("2001:db8:1:2::").GetAddressBytes();
                random.NextBytes(bytes.AsSpan(8));
                return ClientAddress.Partition(new IPAddress(bytes));
            });
        Assert.Single(partitions.Distinct(StringComparer.Ordinal));
    }
}
