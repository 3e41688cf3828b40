using System.CommandLine;

namespace Blog.Operations;

/// <summary><c>health</c>: asks the running program; for containers, whose image has no curl.</summary>
public static class HealthCommand
{
    /// <summary>Creates the command.</summary>
    /// <param name="addresses">Where the serving program listens, as configured for it.</param>
    public static Command Create(Func<Uri> addresses)
    {
        var command = new Command("health", "Asks the running blog whether it is ready; exit code 0 if so, else 1.");
        command.SetAction(
            async (parsed, cancellationToken) => await AskAsync(addresses(), parsed.InvocationConfiguration, cancellationToken)
        );
        return command;
    }

    private static async Task<int> AskAsync(Uri address, InvocationConfiguration terminal, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        try
        {
            using var answer = await client.GetAsync(new Uri(address, "health/ready"), cancellationToken);
            await terminal.Output.WriteLineAsync(answer.IsSuccessStatusCode ? "healthy" : $"not ready: {(int)answer.StatusCode}");
            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            await terminal.Error.WriteLineAsync($"not reachable at {address}: {e.Message}");
            return 1;
        }
    }
}
