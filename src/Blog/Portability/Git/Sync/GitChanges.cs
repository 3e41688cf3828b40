using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Settings;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>What the owner decides about the connected repository.</summary>
public sealed class GitChanges(BlogDb db, SecretStore secrets)
{
    /// <summary>When the token was saved; null if there is none.</summary>
    public Task<DateTimeOffset?> TokenSavedAtAsync(CancellationToken cancellationToken) =>
        secrets.SavedAtAsync(ConnectionStore.Token, cancellationToken);

    /// <summary>Connects a repository, or changes how. Another one begins anew: what was known of files is void.</summary>
    /// <param name="token">The new token; empty to keep the present one.</param>
    /// <param name="removesToken">Whether the present token is removed; a new one counts for more.</param>
    public Task ConnectAsync(GitChoices choices, string? token, bool removesToken, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                var connection = await db.GitConnections.SingleOrDefaultAsync(cancellationToken);
                if (connection is null)
                {
                    db.GitConnections.Add(new GitConnection(choices));
                }
                else if (connection.Choose(choices))
                {
                    await db.GitFiles.ExecuteDeleteAsync(cancellationToken);
                }

                if (!string.IsNullOrWhiteSpace(token) || removesToken)
                {
                    await secrets.SetAsync(
                        ConnectionStore.Token,
                        string.IsNullOrWhiteSpace(token) ? null : token.Trim(),
                        cancellationToken
                    );
                }
            },
            cancellationToken
        );

    /// <summary>The owner agrees to the first synchronization, or to what a question shows.</summary>
    public Task AgreeAsync(CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.GitConnections.SingleOrDefaultAsync(cancellationToken) is { } connection)
                {
                    connection.Agree();
                }
            },
            cancellationToken
        );

    /// <summary>Sets the secret of the webhook, which gets an address with the first one.</summary>
    public Task SetHookAsync(string secretName, string secret, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.GitConnections.SingleOrDefaultAsync(cancellationToken) is { } connection)
                {
                    connection.HookAt(Guid.NewGuid().ToString("N"));
                    await secrets.SetAsync(secretName, secret, cancellationToken);
                }
            },
            cancellationToken
        );

    /// <summary>Decides a conflict.</summary>
    /// <returns>Whether there is one.</returns>
    public Task<bool> DecideAsync(int fileId, Action<GitFile> decision, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                if (await db.GitFiles.SingleOrDefaultAsync(file => file.Id == fileId, cancellationToken) is not { Theirs: not null } file)
                {
                    return false;
                }

                decision(file);
                return true;
            },
            cancellationToken
        );

    /// <param name="hookSecret">Name of the secret of the webhook.</param>
    public Task DisconnectAsync(string hookSecret, CancellationToken cancellationToken) =>
        db.WriteAsync(
            async () =>
            {
                await db.GitConnections.ExecuteDeleteAsync(cancellationToken);
                await db.GitFiles.ExecuteDeleteAsync(cancellationToken);
                await secrets.SetAsync(ConnectionStore.Token, null, cancellationToken);
                await secrets.SetAsync(hookSecret, null, cancellationToken);
            },
            cancellationToken
        );
}
