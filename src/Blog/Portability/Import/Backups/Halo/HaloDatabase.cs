using Blog.Data.Posts.Files;

namespace Blog.Portability.Import.Backups.Halo;

/// <summary>
/// The zipped work folder of Halo 1.x (and 2 before 2.8), whose data are in an H2 database: only H2 itself reads its files, which differ
/// between its versions, so that the author is told what to export instead.
/// </summary>
internal sealed class HaloDatabase : IBackupFormat
{
    public SiteGenerator Tool => SiteGenerator.Halo;

    public bool IsProven => true;

    public bool Recognizes(string path, ReadOnlySpan<byte> head) => head.StartsWith("H:2,"u8) || head.StartsWith("-- H2 0.5/B --"u8);

    public BackupSite Convert(BackupFiles files, PostFolder folder, BackupReading reading, CancellationToken cancellationToken) =>
        throw new BackupException(
            $"{Path.GetFileName(files.Parts[0])} is an H2 database, which only Halo itself reads: "
                + "export the data in Halo 1.x as JSON (小工具 → 数据导出), in Halo 2 as a backup (备份)"
        );
}
