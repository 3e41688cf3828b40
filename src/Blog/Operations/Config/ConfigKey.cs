namespace Blog.Operations.Config;

/// <summary>A key that the operator may set.</summary>
/// <param name="Name">As an environment variable.</param>
/// <param name="Default">The value where it is not set, as text.</param>
/// <param name="IsSecret">Whether its value is never printed.</param>
public sealed record ConfigKey(string Name, string Default, bool IsSecret = false)
{
    /// <summary>The key in the configuration.</summary>
    public string Path => Name.Replace("__", ":", StringComparison.Ordinal);

    /// <summary>The value in force, and its source.</summary>
    public (string Value, string Source) InForce(IConfigurationRoot configuration)
    {
        foreach (var provider in configuration.Providers.Reverse())
        {
            if (provider.TryGet(Path, out var value) && !string.IsNullOrWhiteSpace(value))
            {
                return (IsSecret ? "(set, not shown)" : value, SourceOf(provider));
            }
        }

        return (Default, "default");
    }

    private static string SourceOf(IConfigurationProvider provider) =>
        provider switch
        {
            FileConfigurationProvider file => System.IO.Path.GetFileName(file.Source.Path ?? "file"),
            Microsoft.Extensions.Configuration.EnvironmentVariables.EnvironmentVariablesConfigurationProvider => "environment",
            Microsoft.Extensions.Configuration.CommandLine.CommandLineConfigurationProvider => "command line",
            _ => provider.GetType().Name,
        };
}
