using Blog.Portability.StaticSite.Publishing;
using Blog.Storage.DataDirectory;
using Microsoft.Extensions.Configuration;

namespace Blog.Tests.Portability.StaticSite.Publishing;

/// <summary>A wrong value stops the start with one line: key, value, what it must be.</summary>
public sealed class StaticSiteOptionsTests
{
    private static readonly (string, string)[] Bucket =
    [
        ("S3:Endpoint", "https://s3.example.org"),
        ("S3:Bucket", "blog"),
        ("S3:AccessKey", "key"),
        ("S3:SecretKey", "hush"),
    ];

    [Fact]
    public void Without_a_setting_there_is_no_copy() => Assert.False(Read(out _)!.IsOn);

    [Fact]
    public void A_folder_or_a_bucket_turns_it_on()
    {
        Assert.Equal(Path.GetFullPath("/srv/copy"), Read(out _, ("Folder", "/srv/copy"))!.Folder);
        var bucket = Read(out _, [.. Bucket, ("S3:Prefix", "/www/"), ("S3:PathStyle", "false")])!.Bucket!;
        Assert.Equal(("www/", false, "us-east-1"), (bucket.Prefix, bucket.IsPathStyle, bucket.Region));
        Assert.DoesNotContain("hush", bucket.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Folder", "/data/inside", "must be a folder outside of the data folder")]
    [InlineData("Folder", "/data", "must be a folder outside of the data folder")]
    [InlineData("Folder", "/", "must be a folder outside of the data folder")]
    [InlineData("S3:Endpoint", "s3.example.org", "must be an http or https address")]
    [InlineData("S3:Endpoint", "https://s3.example.org/blog", "must be an http or https address")]
    [InlineData("S3:Endpoint", "https://key:hush@s3.example.org", "must be an http or https address")]
    [InlineData("S3:PathStyle", "perhaps", "must be true or false")]
    [InlineData("S3:SecretKey", " ", "Blog__Static__S3__SecretKey is not set")]
    [InlineData("Folder", "/srv/copy", "are both set")]
    public void A_wrong_value_is_named(string key, string value, string expected)
    {
        var isAlone = key == "Folder" && !value.StartsWith("/srv", StringComparison.Ordinal);
        Assert.Null(Read(out var error, [.. isAlone ? [] : Bucket.Where(one => one.Item1 != key), (key, value)]));
        Assert.Contains(expected, error, StringComparison.Ordinal);
        Assert.StartsWith("Blog__Static__", error, StringComparison.Ordinal);
    }

    private static StaticSiteOptions? Read(out string? error, params (string Key, string Value)[] settings) =>
        StaticSiteOptions.Read(
            new ConfigurationBuilder()
                .AddInMemoryCollection(
                    settings.ToDictionary(one => "Blog:Static:" + one.Key, one => (string?)one.Value, StringComparer.Ordinal)
                )
                .Build(),
            "/app",
            new DataFolder("/data"),
            out error
        );
}
