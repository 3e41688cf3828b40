using Blog.Data;
using Blog.Data.Addresses;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests;

/// <summary>The ledger of addresses that lead nowhere, as its half minutes pass.</summary>
internal static class Ledger
{
    /// <summary>Asks for addresses in vain and lets the ledger write them.</summary>
    public static async Task MissAsync(this BlogApplication blog, params string[] paths)
    {
        foreach (var path in paths)
        {
            using var answer = await blog.Reader.GetAsync(path);
            Assert.Equal(404, (int)answer.StatusCode);
        }

        await blog.WrittenAsync();
    }

    /// <summary>Lets half a minute pass, and waits until everything noted is written. Rows in the order in which they came.</summary>
    public static async Task<IReadOnlyList<MissingPath>> WrittenAsync(this BlogApplication blog)
    {
        IReadOnlyList<MissingPath> rows = [];
        var expected = blog.Services.GetRequiredService<MissingPaths>().Take();
        blog.Services.GetRequiredService<MissingPaths>().PutBack(expected);
        for (var tries = 0; tries < 200; tries++)
        {
            blog.Clock.Advance(TimeSpan.FromSeconds(30));
            await Task.Delay(50);
            await blog.WithDbAsync(async db => rows = await db.MissingPaths.AsNoTracking().OrderBy(row => row.Id).ToListAsync());
            if (expected.All(asked => rows.Any(row => row.PathKey == asked.Key && row.LastAt >= asked.LastAt)))
            {
                return rows;
            }
        }

        throw new InvalidOperationException("The ledger did not write.");
    }
}
