using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using Blog.Data.Search;

namespace Blog;

/// <summary>Finds what is wrong with the command line, so that a typing error neither starts a server nor runs another command.</summary>
internal static class ArgumentErrors
{
    /// <summary>Keys of the host that serving takes besides the operator's settings; the test host passes the last two.</summary>
    private static readonly string[] HostKeys = ["urls", "http_ports", "https_ports", "environment", "contentRoot", "applicationName"];

    /// <summary>Sections of the framework's own configuration, whose keys are many.</summary>
    private static readonly string[] Sections = ["Logging:", "Kestrel:"];

    private static readonly IReadOnlyList<string> Settings =
    [
        .. OperatorKeys
            .All.Select(key => key.Name)
            .Where(name => name.StartsWith("Blog__", StringComparison.Ordinal))
            .Select(name => name.Replace("__", ":", StringComparison.Ordinal)),
    ];

    /// <summary>One line for the terminal; null where nothing is wrong.</summary>
    public static string? Find(RootCommand root, Command serve, string[] args)
    {
        var parsed = root.Parse(args);
        var command = parsed.CommandResult.Command;
        if (parsed.Action is not null and not ParseErrorAction && parsed.Action != command.Action)
        {
            return null; // help, the version, completion
        }

        if (command == root || command == serve)
        {
            return FindInServing(root, command == serve ? args[1..] : args);
        }

        if ((OptionTakenForArgument(parsed) ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null)) is { } unknown)
        {
            var isOption = unknown.StartsWith('-');
            var known = isOption ? command.Options.Select(option => option.Name) : command.Subcommands.Select(sub => sub.Name);
            return known.Any()
                ? Unknown(unknown, isOption, [.. known])
                : $"'{unknown}' is not expected: '{command.Name}' has no {(isOption ? "options" : "further arguments")}";
        }

        return parsed.Errors is [var error, ..]
            ? command.Subcommands.Count > 0
                ? $"{error.Message} The commands of '{command.Name}' are {Listed(command.Subcommands)}"
                : error.Message
            : null;
    }

    /// <summary>The parser gives an option that it does not know to an argument, as if it were a file of that name.</summary>
    private static string? OptionTakenForArgument(ParseResult parsed)
    {
        var words = parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).ToList();
        return words.Find(token => token.Type == TokenType.Argument && token.Value is ['-', _, ..])?.Value;
    }

    private static string? FindInServing(RootCommand root, string[] args)
    {
        for (var i = 0; i < args.Length; i++)
        {
            var word = args[i];
            if (!word.StartsWith('-'))
            {
                return i == 0
                    ? Unknown(word, isOption: false, [.. root.Subcommands.Select(command => command.Name)])
                    : $"'{word}' belongs to no option";
            }

            var (key, value) = word.IndexOf('=', StringComparison.Ordinal) is var at and > 0
                ? (word[..at], word[(at + 1)..])
                : (word, null);
            if (!word.StartsWith("--", StringComparison.Ordinal) || !(IsKey(key[2..]) || (value is "" && IsSection(key[2..]))))
            {
                return Unknown(key, isOption: true, [.. HostKeys.Take(4).Concat(Settings).Select(name => "--" + name)]);
            }

            if (value is null && (++i == args.Length || args[i].StartsWith("--", StringComparison.Ordinal)))
            {
                return $"{key} needs a value";
            }
        }

        return null;
    }

    private static bool IsKey(string name) =>
        HostKeys.Concat(Settings).Contains(name, StringComparer.OrdinalIgnoreCase)
        || name.Equals("hostBuilder:reloadConfigOnChange", StringComparison.OrdinalIgnoreCase)
        || Array.Exists(Sections, section => name.StartsWith(section, StringComparison.OrdinalIgnoreCase));

    /// <summary>The test host passes sections too, without a value.</summary>
    private static bool IsSection(string name) =>
        Settings.Any(setting => setting.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase));

    private static string Unknown(string word, bool isOption, IReadOnlyList<string> known)
    {
        var kind = isOption ? "option" : "command";
        var nearest = known
            .Select(name => (Name: name, Distance: EditDistance.Of(name.ToUpperInvariant(), word.ToUpperInvariant(), Most(word))))
            .Where(name => name.Distance <= Most(word))
            .OrderBy(name => name.Distance)
            .Select(name => $"; did you mean '{name.Name}'?")
            .FirstOrDefault();
        return known.Count <= 15
            ? $"'{word}' is no {kind}{nearest ?? "."} The {kind}s are {string.Join(", ", known.Order())}"
            : $"'{word}' is no {kind}{nearest ?? "."} The options are {string.Join(", ", HostKeys.Take(4).Select(name => "--" + name))} "
                + "and the settings as --Blog:Name; the config command lists them";
    }

    /// <summary>How many letters may be wrong.</summary>
    private static int Most(string word) => Math.Max(2, word.Length / 3);

    private static string Listed(IEnumerable<Command> commands) => string.Join(", ", commands.Select(command => command.Name).Order());
}
