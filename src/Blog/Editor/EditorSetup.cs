using Blog.Editor.Checklist;
using Blog.Editor.Conflicts;
using Blog.Editor.Copying;
using Blog.Editor.Diagrams;
using Blog.Editor.Editing;
using Blog.Editor.History;
using Blog.Editor.PreviewLinks;
using Blog.Editor.Previews;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Editor;

/// <summary>Registers the editor: editing, completion, autosave, preview, conflicts, history, preview links, copies.</summary>
public static class EditorSetup
{
    public static IServiceCollection AddEditor(this IServiceCollection services) =>
        services
            .AddScoped<EditView>()
            .AddScoped<ConflictFinder>()
            .AddScoped<PreviewRenderer>()
            .AddSingleton<PreviewThrottle>()
            .AddScoped<InternalLinkChecker>()
            .AddScoped<MissingImageFinder>()
            .AddScoped<PublishChecklist>()
            .AddScoped<RevisionList>()
            .AddScoped<RevisionLookup>()
            .AddScoped<PreviewLinkStore>()
            .AddSingleton<PreviewCache>()
            .AddScoped<UndrawnDiagrams>()
            .AddScoped<CopySourceReader>()
            .AddSingleton<PostCopier>()
            .Configure<RazorPagesOptions>(pages => pages.Conventions.AddPageRoute("/Editor/Editing/Edit", "/admin/posts/new"));
}
