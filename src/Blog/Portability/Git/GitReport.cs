using Blog.Data;
using Blog.Portability.Git.Repository;
using Blog.Portability.Import;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git;

/// <summary>What the command prints of how the blog and the repository stand to each other.</summary>
internal static class GitReport
{
    /// <returns>The exit code.</returns>
    public static async Task<int> StatusAsync(IServiceProvider services, CommandRun run, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<BlogDb>();
        if (await db.GitConnections.AsNoTracking().SingleOrDefaultAsync(cancellationToken) is not { } connection)
        {
            return await run.FailAsync("no repository is connected; 'git connect URL' connects one");
        }

        await run.Output.WriteLineAsync($"repository  {GitAddress.Shown(connection.Url)} ({connection.Branch})");
        await run.Output.WriteLineAsync($"last pull   {Said(connection.PulledAt)}");
        await run.Output.WriteLineAsync($"last push   {Said(connection.PushedAt)}");
        if (connection.Failure is { } failure)
        {
            await run.Output.WriteLineAsync(
                $"failed      {GitMessages.Of(failure, connection.FailureDetail)}; next attempt {Said(connection.RetryAt)}"
            );
        }

        if (GitMessages.Of(connection) is { } waits)
        {
            await run.Output.WriteLineAsync("stopped     " + waits);
        }

        var toPush = await db.GitFiles.CountAsync(file => file.Theirs == null && file.Head != file.Blob, cancellationToken);
        await run.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"to push     {toPush}"));
        var listed = await ListAsync(db, run, cancellationToken);
        return listed + toPush > 0 || connection.Failure is not null || GitMessages.Of(connection) is not null ? 1 : 0;
    }

    /// <summary>Writes what waits for a decision, and what cannot be read.</summary>
    /// <returns>How many files these are.</returns>
    public static async Task<int> ListAsync(BlogDb db, CommandRun run, CancellationToken cancellationToken)
    {
        var files = await db
            .GitFiles.AsNoTracking()
            .Where(file => file.Theirs != null || file.Problem != null)
            .OrderBy(file => file.Path)
            .ToListAsync(cancellationToken);
        foreach (var file in files)
        {
            var place = file.Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{file.Path}:{file.Line}") : file.Path;
            var reason = file.Problem ?? "changed on both sides: decide at /admin/git";
            await run.Output.WriteLineAsync(
                $"{(file.IsConflict ? "conflict  " : "not taken ")} {ReportText.Printable(place)}  {ReportText.Printable(reason)}"
            );
        }

        return files.Count;
    }

    private static string Said(DateTimeOffset? at) =>
        at?.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "not yet";
}
