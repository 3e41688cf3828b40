using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.Infrastructure;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Tests;

/// <summary>
/// What MVC reads and compiles of the pages when a host starts, shared by all hosts of the test process: it follows from the program's code
/// alone, and making it again took a fifth of the processor time of a host.
/// </summary>
internal sealed class SharedPages(IServiceProvider services) : IActionDescriptorCollectionProvider
{
    private static IReadOnlyList<ActionDescriptor>? _described;
    private static RazorPageActivator? _activator;

    /// <summary>A host's own copies: MVC keeps with each what it makes for the page in that host, such as filters with its keys.</summary>
    public ActionDescriptorCollection ActionDescriptors { get; } =
        new(
            [.. (_described ??= Describe(services)).Select(action => action is CompiledPageActionDescriptor page ? CopyOf(page) : action)],
            0
        );

    /// <summary>Fills the properties of pages, with code that it compiles for each type of page.</summary>
    public static IRazorPageActivator Activator(IServiceProvider services) =>
        _activator ??= ActivatorUtilities.CreateInstance<RazorPageActivator>(services);

    private static List<ActionDescriptor> Describe(IServiceProvider services)
    {
        var context = new ActionDescriptorProviderContext();
        IActionDescriptorProvider[] providers = [.. services.GetServices<IActionDescriptorProvider>().OrderBy(provider => provider.Order)];
        foreach (var provider in providers)
        {
            provider.OnProvidersExecuting(context);
        }

        foreach (var provider in providers.Reverse())
        {
            provider.OnProvidersExecuted(context);
        }

        return [.. context.Results];
    }

    private static CompiledPageActionDescriptor CopyOf(CompiledPageActionDescriptor page) =>
        new(page)
        {
            ActionConstraints = page.ActionConstraints,
            AttributeRouteInfo = page.AttributeRouteInfo,
            BoundProperties = page.BoundProperties,
            DeclaredModelTypeInfo = page.DeclaredModelTypeInfo,
            DisplayName = page.DisplayName,
            EndpointMetadata = page.EndpointMetadata,
            FilterDescriptors = page.FilterDescriptors,
            HandlerMethods = page.HandlerMethods,
            HandlerTypeInfo = page.HandlerTypeInfo,
            ModelTypeInfo = page.ModelTypeInfo,
            PageTypeInfo = page.PageTypeInfo,
            Parameters = page.Parameters,
            Properties = new Dictionary<object, object?>(page.Properties),
            RouteValues = page.RouteValues,
        };
}
