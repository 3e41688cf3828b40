using System.Reflection;
using System.Text.RegularExpressions;
using Blog.Data.Settings;
using Blog.Editor.Scripting;
using Blog.Site.Localization;
using Blog.Site.Upload;

namespace Blog.Tests.Site;

public sealed partial class TextsTests
{
    /// <summary>Empty in one language, since the other's grammar needs a word there.</summary>
    private static readonly string[] MayBeEmpty = ["ReaderTexts.Space", "ReaderTexts.LicenceAfter", "PlantedTexts.Space"];

    /// <summary>Chinese without a Chinese character.</summary>
    private static readonly string[] MayBeLatin =
    [
        "AdminTexts.Tag",
        "CopyTexts.NameOf",
        "EngineTexts.NameOf",
        "MediaTexts.Markdown",
        "NoticesTexts.NameOf",
        "PlatformTexts.NameOf",
    ];

    /// <summary>These take what has to be built first; the tests of their pages read them.</summary>
    private static readonly string[] NotCalled =
    [
        "BackupTexts.Schedule",
        "CommentImportTexts.Numbers",
        "CommentImportTexts.Totals",
        "CopyTexts.Say",
        "EditTexts.Refusal",
        "EngineTexts.Say",
        "ExportTexts.Also",
        "ExportTexts.Holds",
        "FriendTexts.StateOf",
        "HealthTexts.Sentence",
        "ImportTexts.Working",
        "PostListTexts.Report",
        "StatusTexts.ReplicaState",
    ];

    public static TheoryData<Type> Areas => [.. AreasOf(typeof(Texts<>).Assembly)];

    [Theory]
    [MemberData(nameof(Areas))]
    public void Every_text_exists_in_both_languages_and_in_no_other(Type area) => Assert.Empty(ErrorsOf(area));

    [Fact]
    public void Every_area_is_checked() => Assert.True(Areas.Count >= 20, $"{Areas.Count} areas of texts");

    [Fact]
    public void Every_text_of_the_editors_script_exists_in_both_languages()
    {
        var (chinese, english) = (EditorScriptTexts.Of("zh-CN"), EditorScriptTexts.Of("en"));

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(chinese, word => Assert.Null(ErrorIn(true, word.Value)));
        Assert.All(english, word => Assert.Null(ErrorIn(false, word.Value)));
    }

    [Fact]
    public void A_text_that_is_missing_or_in_the_wrong_language_is_found()
    {
        Assert.Equal(
            ["Empty in Chinese: empty", "Foreign in English: Chinese", "Latin in Chinese: no Chinese", "Many(2) in English: Chinese"],
            ErrorsOf(typeof(PlantedTexts)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Only_texts_that_need_a_built_argument_are_not_called()
    {
        var skipped = AreasOf(typeof(Texts<>).Assembly)
            .SelectMany(area => MethodsOf(area).Where(method => !CanBeCalled(method)).Select(method => $"{area.Name}.{method.Name}"));

        Assert.Equal(NotCalled, skipped.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<Type> AreasOf(Assembly assembly) =>
        assembly.GetTypes().Where(type => !type.IsAbstract && IsArea(type)).OrderBy(type => type.FullName, StringComparer.Ordinal);

    private static bool IsArea(Type type) =>
        type.BaseType is { } parent && (parent.IsGenericType && parent.GetGenericTypeDefinition() == typeof(Texts<>) || IsArea(parent));

    private static IEnumerable<MethodInfo> MethodsOf(Type area) =>
        area.GetMethods(BindingFlags.Public | BindingFlags.Instance)
            .Where(method => !method.IsSpecialName && method.DeclaringType != typeof(object) && method.ReturnType == typeof(string));

    private static bool CanBeCalled(MethodInfo method) =>
        method.GetParameters().All(parameter => SamplesOf(parameter.ParameterType).Length > 0);

    private static IEnumerable<string> ErrorsOf(Type area)
    {
        foreach (var isChinese in new[] { true, false })
        {
            var language = isChinese ? "Chinese" : "English";
            var texts = area.GetProperty(language, BindingFlags.Public | BindingFlags.Static | BindingFlags.FlattenHierarchy)!
                .GetValue(null);
            foreach (var (name, text) in TextsOf(area, texts!))
            {
                var error = ErrorIn(isChinese, text);
                var member = $"{area.Name}.{name.Split('(')[0]}";
                if (error is not null && !(text?.Length == 0 && MayBeEmpty.Contains(member)) && !MayBeLatin.Contains(member))
                {
                    yield return $"{name} in {language}: {error}";
                }
            }
        }
    }

    private static IEnumerable<(string Name, string? Text)> TextsOf(Type area, object texts)
    {
        foreach (var property in area.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        {
            yield return (property.Name, (string?)property.GetValue(texts));
        }

        foreach (var method in MethodsOf(area).Where(CanBeCalled))
        {
            foreach (var arguments in Combine([.. method.GetParameters().Select(parameter => SamplesOf(parameter.ParameterType))]))
            {
                yield return ($"{method.Name}({string.Join(", ", arguments)})", (string?)method.Invoke(texts, arguments));
            }
        }
    }

    private static string? ErrorIn(bool isChinese, string? text) =>
        string.IsNullOrEmpty(text) ? "empty"
        : !isChinese && Han().IsMatch(text) ? "Chinese"
        : isChinese && text.Any(char.IsLetter) && !Han().IsMatch(text) ? "no Chinese"
        : null;

    /// <summary>Values without letters, so that a letter in a text is the text's own.</summary>
    private static object?[] SamplesOf(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? [null, .. SamplesOf(inner)]
        : type.IsEnum ? [.. Enum.GetValues(type).Cast<object>()]
        : type == typeof(string) ? ["7"]
        : type == typeof(int) ? [1, 2]
        : type == typeof(long) ? [1L, 2L]
        : type == typeof(bool) ? [true, false]
        : type == typeof(SiteAttachments) ? [new SiteAttachments()]
        : type == typeof(UploadLimits) ? [UploadLimits.Others, UploadLimits.Owners]
        : type == typeof(TimeSpan) ? [TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), TimeSpan.FromDays(1), TimeSpan.FromDays(2)]
        : type == typeof(DateTimeOffset)
            ? [new DateTimeOffset(2026, 5, 4, 3, 2, 1, TimeSpan.Zero), new DateTimeOffset(2026, 5, 3, 3, 2, 1, TimeSpan.Zero)]
        : [];

    private static IEnumerable<object?[]> Combine(object?[][] samples) =>
        samples.Aggregate(
            (IEnumerable<object?[]>)
                [
                    [],
                ],
            (before, values) => before.SelectMany(arguments => values.Select(value => (object?[])[.. arguments, value]))
        );

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}", RegexOptions.None, 10_000)]
    private static partial Regex Han();

    public sealed class PlantedTexts : Texts<PlantedTexts>
    {
        public string Good => T("好", "good");
        public string Empty => T("", "empty");
        public string Foreign => T("外文", "外文");
        public string Latin => T("Latin", "Latin");
        public string Space => T("", " ");

        public string Many(int count) => count == 1 ? T("一", "one") : "二";
    }
}
