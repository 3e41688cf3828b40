using Blog.Data;
using Blog.Data.People;
using Blog.Site;
using Blog.Storage.DataDirectory;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.EntityFrameworkCore;

namespace Blog.Accounts.Sessions;

/// <summary>
/// Stores sessions in the database: the cookie holds a key, the row is the session, and permissions are read anew for each request.
/// Deleting a row ends the session at once, wherever its cookie was copied to (ASVS 7.4.1).
/// </summary>
public sealed class SessionStore(IHttpContextAccessor accessor, MemorySessions memory, TimeProvider clock) : ITicketStore
{
    /// <summary>Property of a new ticket: how the person authenticated.</summary>
    public const string Method = "method";

    /// <summary>The last use is recorded no more often than this.</summary>
    private static readonly TimeSpan Coarse = TimeSpan.FromMinutes(5);

    private HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("A session requires an HTTP request.");

    private BlogDb Db => Context.RequestServices.GetRequiredService<BlogDb>();

    public async Task<string> StoreAsync(AuthenticationTicket ticket)
    {
        var id = ticket.Principal.AccountId;
        var account = await Db.Users.AsNoTracking().SingleAsync(a => a.Id == id, Context.RequestAborted);
        var (key, now) = (SecretToken.New(), clock.GetUtcNow());
        var method = Enum.Parse<SignInMethod>(ticket.Properties.Items[Method]!);
        var session = new Session(SecretToken.HashOf(key), account, method, ClientOf(Context), ticket.Properties.IsPersistent, now);
        try
        {
            await WriteAsync(session, account, now);
        }
        catch (Exception e) when (StorageErrors.IsFull(e) && memory.TryKeep(session.Copy()))
        {
            // It is stored when there is room again.
        }

        return key;
    }

    private async Task WriteAsync(Session session, Account account, DateTimeOffset now)
    {
        try
        {
            await Db.WriteAsync(
                async () =>
                {
                    await SweepAsync(account, now);
                    Db.Sessions.Add(session);
                },
                Context.RequestAborted,
                keepTracked: true
            );
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            Db.Entry(session).State = EntityState.Detached; // a later write of this request would try again
            throw;
        }
    }

    /// <summary>Called when the cookie is sent again: nothing to do, since <see cref="RetrieveAsync"/> has recorded the use.</summary>
    public Task RenewAsync(string key, AuthenticationTicket ticket) => Task.CompletedTask;

    public async Task<AuthenticationTicket?> RetrieveAsync(string key)
    {
        var (hash, now) = (SecretToken.HashOf(key), clock.GetUtcNow());
        var session = await Db
            .Sessions.AsNoTracking()
            .Include(s => s.Account!.Author)
            .SingleOrDefaultAsync(s => s.KeyHash == hash, Context.RequestAborted);
        if (session is null)
        {
            return memory.Find(hash) is { } kept ? await RestoreAsync(kept, now) : null;
        }

        if (!session.IsOpen(session.Account!, now) || memory.HasEnded(hash))
        {
            return null;
        }

        var isDue = now - session.SeenAt >= Coarse;
        if (isDue)
        {
            await RecordUseAsync(session, now);
        }

        // A cookie that outlives the browser is sent again, with its new expiry, whenever a use was recorded.
        var properties = new AuthenticationProperties
        {
            IssuedUtc = now,
            ExpiresUtc = session.ExpiresAt,
            IsPersistent = session.StaysSignedIn,
            AllowRefresh = isDue && session.StaysSignedIn,
        };
        return new AuthenticationTicket(
            AccountClaims.Of(session.Account!, session),
            properties,
            Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme
        );
    }

    private async Task<AuthenticationTicket?> RestoreAsync(Session kept, DateTimeOffset now)
    {
        var account = await Db
            .Users.AsNoTracking()
            .Include(a => a.Author)
            .SingleOrDefaultAsync(a => a.Id == kept.AccountId, Context.RequestAborted);
        if (account is null || !kept.IsOpen(account, now))
        {
            memory.Remove(kept.KeyHash);
            return null;
        }

        try
        {
            await WriteAsync(kept.Copy(), account, now);
            memory.Remove(kept.KeyHash);
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            // Still no room.
        }

        var properties = new AuthenticationProperties
        {
            IssuedUtc = now,
            ExpiresUtc = kept.ExpiresAt,
            IsPersistent = kept.StaysSignedIn,
            AllowRefresh = false,
        };
        return new AuthenticationTicket(
            AccountClaims.Of(account, kept),
            properties,
            Microsoft.AspNetCore.Identity.IdentityConstants.ApplicationScheme
        );
    }

    public async Task RemoveAsync(string key)
    {
        var hash = SecretToken.HashOf(key);
        memory.Remove(hash);
        try
        {
            await Db.WriteAsync(
                () => Db.Sessions.Where(s => s.KeyHash == hash).ExecuteDeleteAsync(Context.RequestAborted),
                Context.RequestAborted,
                keepTracked: true
            );
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            memory.End(hash);
        }
    }

    private async Task RecordUseAsync(Session session, DateTimeOffset now)
    {
        session.Use(now);
        try
        {
            await Db.WriteAsync(
                () =>
                    Db
                        .Sessions.Where(s => s.Id == session.Id)
                        .ExecuteUpdateAsync(set => set.SetProperty(s => s.SeenAt, now), Context.RequestAborted),
                Context.RequestAborted,
                keepTracked: true
            );
        }
        catch (Exception e) when (StorageErrors.IsFull(e))
        {
            // Recorded with the next use after there is room.
        }
    }

    /// <summary>Deletes the account's expired rows: <see cref="Session.IsOpen"/> as SQL.</summary>
    private Task<int> SweepAsync(Account account, DateTimeOffset now)
    {
        var (idle, longest) = (now - Session.Idle, now - Session.Longest);
        var (longIdle, longLongest) = (now - Session.LongIdle, now - Session.LongLongest);
        return Db
            .Sessions.Where(s =>
                s.AccountId == account.Id
                && (
                    s.Stamp != account.SecurityStamp
                    || s.SeenAt <= longIdle
                    || s.CreatedAt <= longLongest
                    || (!s.StaysSignedIn && (s.SeenAt <= idle || s.CreatedAt <= longest))
                )
            )
            .ExecuteDeleteAsync(Context.RequestAborted);
    }

    private static Client ClientOf(HttpContext context)
    {
        var device = DeviceName.Of(context.Request.Headers.UserAgent);
        return new Client(device.Browser, device.System, context.Connection.RemoteIpAddress?.ToString());
    }
}
