using Blog.Portability.Import;
using Blog.Portability.Import.Templates;
using Blog.Portability.Pages.Messages;
using Blog.Tests.Data;
using Blog.Tests.Portability.Import.Templates;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests.Portability.Pages.Messages;

/// <summary>Whatever a report may say has a line in Chinese.</summary>
public sealed class MessageCoverageTests
{
    private const string Advice =
        "These messages have no Chinese. Add a line for each to the table of its area in src/Blog/Portability/Pages/Messages; "
        + "what is in no report goes to NotInReports in MessageCoverageTests:\n";

    /// <summary>Where the messages of reports come from, relative to <c>src/Blog</c>.</summary>
    private static readonly string[] Sources =
    [
        "Portability/Import",
        "Portability/Archives",
        "Portability/Uploads",
        "Data/Posts/Files",
        "Rendering/FrontMatters",
        "Rendering/Extensions/Formulas",
        "Rendering/Printing",
        "Images",
    ];

    /// <summary>Texts that no report of an import holds, and why: the file's name, or the text.</summary>
    private static readonly Dictionary<string, string> NotInReports = new(StringComparer.Ordinal)
    {
        ["ImportReport.cs"] = "prints the report for the command",
        ["ImportUndoReport.cs"] = "prints the report for the command",
        ["{…} files that posts link are no images "] = "begins a note of KeptFiles, which is in the table as a whole",
        ["they would be kept"] = "a part of that note",
        ["they are kept"] = "a part of that note",
        ["{…} in {…} of the data folder, where no reader sees them"] = "ends that note",
        ["TextDifference.cs"] = "shows the lines of texts",
        ["PostFileDifference.cs"] = "compares the files of an export",
        ["PostFileWriter.cs"] = "writes the files of an export",
        ["DiagramSvg.cs"] = "answers the script that draws",
        ["SvgRules.cs"] = "lists names of attributes",
        ["TexSigns.cs"] = "lists names of commands",
        ["nested more than 64 deep"] = "becomes the message of a file that is not well formed",
    };

    [Fact]
    public void Every_message_in_the_sources_has_a_line_in_Chinese()
    {
        var (root, missing, count) = (Path.Combine(Repository.Root, "src", "Blog"), new List<string>(), 0);
        foreach (
            var file in Sources.SelectMany(folder =>
                Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories)
            )
        )
        {
            foreach (
                var (line, parts) in NotInReports.ContainsKey(Path.GetFileName(file)) ? [] : MessageSource.Messages(File.ReadAllText(file))
            )
            {
                var shown = string.Concat(parts.Select(part => part.Count == 1 ? part[0] : "{…}"));
                count++;
                if (!NotInReports.ContainsKey(shown) && !MessageSource.Examples(parts).Any(IsKnown))
                {
                    missing.Add($"{Path.GetRelativePath(root, file)}({line}): {shown}");
                }
            }
        }

        Assert.True(count > 120, $"only {count} messages were found");
        Assert.True(missing.Count == 0, Advice + string.Join('\n', missing));
    }

    [Theory]
    [InlineData("item.Warnings.Add($\"a {thing} is new\");", "a {} is new")]
    [InlineData("item.Warnings.Add(\"new\");", "new")]
    [InlineData("notes.Add(name + \": new\");", "{}: new")]
    [InlineData("return Refused(wasRead ? \"unheard of\" : \"\", 0);", "unheard of")]
    [InlineData("_log.Warn(line, $\"new: {string.Join(\", \", names)}\");", "new: , ")]
    [InlineData("string Of() => $\"it was {(isDry ? \"not\" : \"now\")} done\";", "it was not done")]
    [InlineData("yield return \"an unheard-of thing was \"\n    + $\"found in {file}\";", "an unheard-of thing was found in {}")]
    [InlineData("x => @\"he said \"\"never\"\" again\"", "he said \"never\" again")]
    public void A_planted_message_is_found(string code, string message) =>
        Assert.Contains(
            message,
            MessageSource
                .Messages("var c = '\"'; // \"not this one here\"\n" + code)
                .Select(found => string.Concat(found.Parts.Select(part => part.Count == 0 ? "{}" : part[0])))
        );

    [Theory]
    [InlineData("var pattern = @\"^[a-z]+ or [a-z]+$\";")]
    [InlineData("var format = \"ddd, d MMM yyyy H:mm\";")]
    [InlineData("var html = \"<p>words of a text</p>\";")]
    [InlineData("var kind = word is \"note\" or \"info box\";")]
    [InlineData("/// <summary>An \"unheard of new message\".</summary>")]
    public void What_is_no_message_is_not_taken_for_one(string code) => Assert.Empty(MessageSource.Messages(code));

    /// <summary>What the renderer says of a part of a text stands after that part.</summary>
    private static bool IsKnown(string message) =>
        (ReportMessages.InChinese(message) ?? ReportMessages.InChinese("7: " + message)) is not null;

    [Fact]
    public async Task Everything_said_of_the_sites_and_files_of_the_tests_has_a_line_in_Chinese()
    {
        using var folder = new TemporaryFolder();
        await using var host = new DataHost(folder.File("data"));
        await host.StartAsync();
        var import = new MarkdownImport(host.Get<IServiceScopeFactory>(), host.Get<TimeProvider>());
        var corpus = Path.Combine(Repository.Root, "tests", "Blog.Tests", "Portability", "Corpus");
        var sites = Path.Combine(Repository.Root, "tests", "Blog.Tests", "Fixtures", "sites");
        var messages = new HashSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.GetDirectories(corpus).Concat(Directory.GetDirectories(sites)))
        {
            var report = await import.RunAsync(new ImportRequest(path) { DryRun = true }, null, CancellationToken.None);
            messages.UnionWith(report.Notes);
            messages.UnionWith(report.Entries.SelectMany(entry => entry.Warnings));
            messages.UnionWith(report.Entries.Select(entry => entry.Reason).OfType<string>());
        }

        foreach (var one in TemplateCases.All.Values)
        {
            messages.UnionWith(
                TemplateConverter.Convert(one.Input, one.Tool, TemplateCases.Context).Warnings.Select(warning => warning.Reason)
            );
        }

        var missing = messages.Where(message => ReportMessages.InChinese(message) is null);
        Assert.True(messages.Count > 60, $"only {messages.Count} messages");
        Assert.True(!missing.Any(), Advice + string.Join('\n', missing));
    }
}
