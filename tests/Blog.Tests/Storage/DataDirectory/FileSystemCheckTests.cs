using Blog.Storage.DataDirectory;

namespace Blog.Tests.Storage.DataDirectory;

/// <summary>The file system below a data folder.</summary>
public sealed class FileSystemCheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nas:/x /data nfs4 rw 0 0", "nfs4")]
    [InlineData("//nas/x /data cifs rw 0 0", "cifs")]
    [InlineData("x /data/blog fuse.sshfs rw 0 0", "fuse.sshfs")]
    [InlineData("x /data/blog fuse.anything rw 0 0", "fuse.anything")]
    [InlineData("/dev/sda1 /data ext4 rw 0 0", null)]
    [InlineData("nas:/x /dat nfs rw 0 0", null)]
    [InlineData("mds:/x /data/blog lustre rw 0 0", "lustre")]
    public void A_network_file_system_is_detected(string mount, string? type) =>
        Assert.Equal(type, FileSystemCheck.NetworkTypeOf("/data/blog", ["/dev/root / ext4 rw 0 0", mount]));

    [Theory]
    [InlineData(@"/mnt/my\040disk", "/mnt/my disk/blog")]
    [InlineData(@"/mnt/a\134b", @"/mnt/a\b/blog")]
    public void A_mount_point_is_read_as_the_table_writes_it(string written, string data) =>
        Assert.Equal("nfs4", FileSystemCheck.NetworkTypeOf(data, [$"nas:/x {written} nfs4 rw 0 0"]));

    [Fact]
    public void A_data_folder_behind_a_link_is_judged_by_where_it_lies()
    {
        var real = Directory.CreateDirectory(_folder.File("mounted")).FullName;
        Directory.CreateSymbolicLink(_folder.File("link"), real);
        // which need not exist yet
        Assert.Equal(FileSystemCheck.RealPathOf(real) + "/blog", FileSystemCheck.RealPathOf(_folder.File("link") + "/blog"));
    }

    [Theory]
    [InlineData("/var/lib/docker/volumes/4ccdbd63443242238ae38de9891918894d263ddcb437449091e5ae6e99f50d25/_data", true)]
    [InlineData("/var/lib/docker/volumes/blog_data/_data", false)]
    [InlineData("/home/me/blog", false)]
    public void An_anonymous_volume_is_detected(string source, bool nameless) =>
        Assert.Equal(
            nameless,
            FileSystemCheck.IsOnNamelessVolume(
                "/data",
                ["22 1 0:5 / / ro - overlay overlay ro", $"31 22 8:1 {source} /data rw,relatime - ext4 /dev/sda1 rw"]
            )
        );
}
