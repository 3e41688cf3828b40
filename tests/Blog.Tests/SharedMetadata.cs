using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.ModelBinding.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Blog.Tests;

/// <summary>
/// What MVC reads of the models of all pages, shared by all hosts of the test process: it follows from their types and attributes alone,
/// and reading it again takes an eighth of the processor time of a short test with a host of its own.
/// </summary>
internal static class SharedMetadata
{
    private static IModelMetadataProvider? _provider;

    /// <summary>The provider of the first host that asks.</summary>
    public static IModelMetadataProvider Of(IServiceProvider services) =>
        _provider ??= new DefaultModelMetadataProvider(
            services.GetRequiredService<ICompositeMetadataDetailsProvider>(),
            services.GetRequiredService<IOptions<MvcOptions>>()
        );
}
