using Microsoft.Extensions.Logging.Console;

namespace Blog.Operations.Logs;

/// <summary>Logging: JSON lines for machines, a readable format in development, and the latest errors for the status page.</summary>
public static class LogsSetup
{
    /// <summary>Configures logging for the serving program.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var logs = builder
            .Logging.ClearProviders()
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        // While it may log, the host makes an activity for every request. Those that are not answered from the cache get one later.
        logs.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        // It warns that the keys are unencrypted in their folder, which is known and readable by one user only.
        logs.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error);
        // It warns that a table is rebuilt outside of a transaction, which is known, and the reason for the snapshot.
        logs.AddFilter("Microsoft.EntityFrameworkCore.Migrations", LogLevel.Error);
        builder.Services.AddSingleton<ErrorLog>().AddSingleton<ILoggerProvider>(provider => provider.GetRequiredService<ErrorLog>());
        if (builder.Environment.IsDevelopment())
        {
            logs.AddSimpleConsole(console =>
                (console.UseUtcTimestamp, console.TimestampFormat, console.SingleLine) = (true, "HH:mm:ss'Z' ", false)
            );
        }
        else
        {
            logs.AddConsole(console => console.FormatterName = JsonLines.FormatterName)
                .AddConsoleFormatter<JsonLines, ConsoleFormatterOptions>();
        }
    }
}
