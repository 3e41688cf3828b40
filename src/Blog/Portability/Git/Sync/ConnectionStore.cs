using Blog.Data;
using Blog.Data.Git;
using Blog.Data.Settings;
using Blog.Portability.Git.Repository;
using Microsoft.EntityFrameworkCore;

namespace Blog.Portability.Git.Sync;

/// <summary>Reads and writes the row of the connection, each time in a scope of its own: a synchronization takes long.</summary>
public sealed class ConnectionStore(IServiceScopeFactory scopes)
{
    /// <summary>Name of the secret with the token.</summary>
    public const string Token = "git-token";

    /// <summary>The connection; null if there is none.</summary>
    public async Task<GitConnection?> FindAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope
            .ServiceProvider.GetRequiredService<BlogDb>()
            .GitConnections.AsNoTracking()
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>The token; null if there is none.</summary>
    /// <exception cref="GitException">There is one, but the key that it was encrypted with is gone.</exception>
    public async Task<string?> TokenAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var secrets = scope.ServiceProvider.GetRequiredService<SecretStore>();
        return await secrets.ReadAsync(Token, cancellationToken) is { } token ? token
            : await secrets.SavedAtAsync(Token, cancellationToken) is null ? null
            : throw new GitException(GitProblem.TokenLost, null);
    }

    /// <summary>Changes the connection, unless it is gone or leads elsewhere by now.</summary>
    /// <param name="seen">The connection as it was read.</param>
    public async Task ChangeAsync(GitConnection seen, Action<GitConnection> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BlogDb>();
        await db.WriteAsync(
            async () =>
            {
                if (await db.GitConnections.SingleOrDefaultAsync() is { } connection && connection.IsSameAs(seen))
                {
                    change(connection);
                }
            },
            CancellationToken.None
        );
    }
}
