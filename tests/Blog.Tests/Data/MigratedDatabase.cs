using Blog.Data;
using Blog.Data.Startup;
using Blog.Rendering;
using Blog.Storage.DataDirectory;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Blog.Tests.Data;

/// <summary>
/// A database at the current schema, made once in each test process by the program's own start and copied into new data folders, because
/// applying all migrations takes most of a second of processor time. Tests of migrations and of the first start do without it.
/// </summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> Template = new(() => Task.Run(CreateAsync).GetAwaiter().GetResult());

    /// <summary>Copies it into a folder that has nothing in it; leaves every other folder alone.</summary>
    public static void CopyIntoEmpty(string folder)
    {
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "blog.db"), Template.Value);
    }

    /// <summary>Moves a write-ahead log into its database, so that the one file is all of it.</summary>
    public static async Task MoveLogIntoAsync(string database)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
        await using var reader = await command.ExecuteReaderAsync();
        if (!await reader.ReadAsync() || reader.GetInt32(0) != 0)
        {
            throw new InvalidOperationException("The write-ahead log could not be moved into its database.");
        }
    }

    private static async Task<byte[]> CreateAsync()
    {
        var folder = Directory.CreateTempSubdirectory("blog-template-");
        try
        {
            await using var provider = new ServiceCollection()
                .AddSingleton(TimeProvider.System)
                .AddSingleton(typeof(ILogger<>), typeof(NullLogger<>))
                .AddRendering()
                .AddData()
                .Configure<DataOptions>(options => options.DataDirectory = folder.FullName)
                .BuildServiceProvider();
            await provider.GetRequiredService<DatabaseStart>().RunAsync(CancellationToken.None);
            var data = provider.GetRequiredService<DataFolder>();
            await MoveLogIntoAsync(data.Database);
            return await File.ReadAllBytesAsync(data.Database);
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }
}
