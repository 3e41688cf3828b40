using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Blog.Site;
using Blog.Site.Http;
using Blog.Site.Layout;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Tests.House;

/// <summary>House rule: every page supplies its own head, and per-request types are immutable.</summary>
public sealed partial class PageHeadTests
{
    [Fact]
    public void Every_page_supplies_a_head()
    {
        var pages = typeof(SiteContext).Assembly.GetTypes();
        Assert.True(pages.Count(type => type.IsSubclassOf(typeof(PageBase))) > 40, "the pages were not found");
        Assert.Empty(WithoutHead(pages));
    }

    [Theory]
    [InlineData(typeof(PageWithoutModel))]
    [InlineData(typeof(PageOfSilentModel))]
    [InlineData(typeof(SilentModel))]
    public void A_page_without_head_is_found(Type planted) => Assert.Equal([planted], WithoutHead([planted]));

    [Fact]
    public void A_page_with_a_head_is_accepted() =>
        Assert.Empty(WithoutHead([typeof(PageOfSpeakingModel), typeof(SpeakingModel), typeof(string)]));

    [Fact]
    public void Every_layout_reads_the_head()
    {
        var layouts = Directory.GetFiles(Path.Combine(Repository.Root, "src", "Blog"), "_*Layout.cshtml", SearchOption.AllDirectories);
        Assert.True(layouts.Length >= 4, "the layouts were not found");
        Assert.All(layouts, file => Assert.Contains("PageHead.Of(", File.ReadAllText(file), StringComparison.Ordinal));
    }

    [Fact]
    public void A_layout_refuses_a_page_without_head_by_name()
    {
        Assert.Contains(
            nameof(SilentModel),
            Assert.Throws<InvalidOperationException>(() => PageHead.Of(new SilentModel())).Message,
            StringComparison.Ordinal
        );
        Assert.Contains(
            nameof(ForgetfulModel),
            Assert.Throws<InvalidOperationException>(() => PageHead.Of(new ForgetfulModel())).Message,
            StringComparison.Ordinal
        );
        Assert.Throws<InvalidOperationException>(() => PageHead.Of(null));
        Assert.Equal("Here", PageHead.Of(new SpeakingModel()).Title);
    }

    [Theory]
    [InlineData(typeof(SiteContext))]
    [InlineData(typeof(PageHead))]
    [InlineData(typeof(PageAlternates))]
    [InlineData(typeof(PostArticle))]
    [InlineData(typeof(PostSurroundings))]
    public void Types_shared_by_pages_and_layouts_have_no_settable_property(Type type) => Assert.Empty(Settable(type));

    [Fact]
    public void A_planted_settable_property_is_found() => Assert.Equal([nameof(Writable.Open)], Settable(typeof(Writable)));

    [Fact]
    public void Only_the_middleware_begins_a_request()
    {
        var root = Path.Combine(Repository.Root, "src", "Blog");
        var writers = Directory
            .EnumerateFiles(root, "*.cs*", SearchOption.AllDirectories)
            .Where(file =>
                !Path.GetRelativePath(root, file).StartsWith("obj", StringComparison.Ordinal) && Entering().IsMatch(File.ReadAllText(file))
            )
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal);
        Assert.Equal([nameof(AdminResponseHeaders), nameof(EditionMiddleware)], writers);
    }

    /// <summary>Pages whose model has no head, and models of pages that have none.</summary>
    private static IEnumerable<Type> WithoutHead(IEnumerable<Type> types) =>
        types.Where(type =>
            !type.IsAbstract
            && (
                (type.IsSubclassOf(typeof(PageModel)) && !type.IsAssignableTo(typeof(IPage)))
                || (type.IsSubclassOf(typeof(PageBase)) && type.GetProperty("Model")?.PropertyType.IsAssignableTo(typeof(IPage)) != true)
            )
        );

    private static IEnumerable<string> Settable(Type type) =>
        type.GetProperties()
            .Where(property =>
                property.SetMethod is { IsPublic: true } set
                && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit))
            )
            .Select(property => property.Name);

    [GeneratedRegex(@"\b[sS]ite\.Enter(?:Admin)?\(", RegexOptions.None, 1000)]
    private static partial Regex Entering();

    private sealed class SilentModel : PageModel;

    private sealed class ForgetfulModel : PageModel, IPage
    {
        public PageHead Head => null!;
    }

    private sealed class SpeakingModel : PageModel, IPage
    {
        public PageHead Head => PageHead.ForSignIn("Here");
    }

    private sealed class PageWithoutModel : Page
    {
        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    private sealed class PageOfSilentModel : Page
    {
        public SilentModel Model => new();

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    private sealed class PageOfSpeakingModel : Page
    {
        public SpeakingModel Model => new();

        public override Task ExecuteAsync() => Task.CompletedTask;
    }

    private sealed class Writable
    {
        public int Open { get; set; }

        public int Once { get; init; }

        public int Closed { get; private set; }
    }
}
