using Microsoft.Extensions.Logging.Console;

namespace Blog.Operations.Logs;

/// <summary>What the program says of itself: lines of JSON for machines, readable ones while developing, and the latest faults for the status page.</summary>
public static class LogsSetup
{
    /// <summary>Sets them up for the serving program.</summary>
    public static void AddLogs(this WebApplicationBuilder builder)
    {
        var logs = builder
            .Logging.ClearProviders()
            .AddFilter("Microsoft", LogLevel.Warning)
            .AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        logs.AddFilter("Microsoft.AspNetCore.DataProtection.KeyManagement.XmlKeyManager", LogLevel.Error); // that the keys lie unencrypted in their folder, for one user alone, is no news
        logs.AddFilter("Microsoft.EntityFrameworkCore.Migrations", LogLevel.Error); // that a table is rebuilt outside of a transaction is known, and why a snapshot stands beside
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
