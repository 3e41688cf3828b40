using System.CommandLine;

namespace Blog.Operations.Config;

/// <summary><c>config</c>: the settings in force and their sources, without secrets, and all errors in them.</summary>
public static class ConfigCommand
{
    private const int Fine = 0,
        Wrong = 2;

    /// <summary>Creates the command.</summary>
    /// <param name="keys">All keys.</param>
    /// <param name="read">Reads the configuration, and its errors, one per line.</param>
    public static Command Create(
        IReadOnlyList<ConfigKey> keys,
        Func<(IConfigurationRoot Configuration, IEnumerable<string> Errors, IEnumerable<string> Warnings)> read
    )
    {
        var command = new Command(
            "config",
            "Prints the settings in force: key, value, source; never a secret. "
                + "Exit code: 0 the program would start with them, 2 errors found."
        );
        command.SetAction(
            async (parsed, _) =>
            {
                var terminal = parsed.InvocationConfiguration;
                var (configuration, errors, warnings) = read();
                foreach (var key in keys)
                {
                    var (value, source) = key.InForce(configuration);
                    await terminal.Output.WriteLineAsync($"{key.Name} = {value}  ({source})");
                }

                var wrong = errors.ToList();
                foreach (var line in warnings.Concat(wrong))
                {
                    await terminal.Error.WriteLineAsync("config: " + line);
                }

                return wrong.Count == 0 ? Fine : Wrong;
            }
        );
        return command;
    }
}
