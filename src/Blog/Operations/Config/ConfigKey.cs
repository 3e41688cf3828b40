namespace Blog.Operations.Config;

/// <summary>A key that the operator may set.</summary>
/// <param name="Name">As an environment variable.</param>
/// <param name="Default">What holds where it is not set, in words.</param>
/// <param name="IsSecret">Whether its value is never printed.</param>
public sealed record ConfigKey(string Name, string Default, bool IsSecret = false)
{
    /// <summary>As the configuration has it.</summary>
    public string Path => Name.Replace("__", ":", StringComparison.Ordinal);

    /// <summary>What is in force, and where it came from.</summary>
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
