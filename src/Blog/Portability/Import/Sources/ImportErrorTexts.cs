using Blog.Data.Addresses;
using Blog.Data.Posts;
using Blog.Rendering.Output;

namespace Blog.Portability.Import.Sources;

/// <summary>Says in words why a text or an address is refused.</summary>
internal static class ImportErrorTexts
{
    public static string Of(RenderError refusal) =>
        refusal.Limit switch
        {
            RenderLimit.Length => $"longer than {refusal.Allowed / 1024} KB",
            RenderLimit.Links => $"more than {refusal.Allowed} links or open brackets",
            RenderLimit.Headings => $"more than {refusal.Allowed} headings",
            RenderLimit.LeadingMarkers => $"more than {refusal.Allowed} list or quote marks at the start of one line",
            RenderLimit.Nesting => "nested too deeply",
            RenderLimit.Tags => $"more than {refusal.Allowed} HTML tags or attributes",
            RenderLimit.TagDepth => $"HTML nested more than {refusal.Allowed} deep",
            _ => "breaks a limit of the renderer",
        };

    /// <summary>Anything may be in a formula, so words stand between it and what its parser says.</summary>
    public static string Of(RenderProblem problem) =>
        problem.Kind == RenderProblemKind.Formula
            ? $"formula {problem.Source} cannot be shown: {problem.Reason}"
            : $"{problem.Source}: {problem.Reason}";

    public static string Of(TooLong tooLong) =>
        $"its {tooLong.Part ?? tooLong.Field.ToLowerInvariant()} is longer than {tooLong.Limit} characters";

    public static string Of(AddressError error) =>
        error switch
        {
            AddressError.TooLong => $"is longer than {PostAddress.MaxLength} characters",
            AddressError.Reserved => "belongs to the blog itself",
            AddressError.Protected => "belongs to a part of the blog that nothing may stand in front of",
            _ => "is no address",
        };
}
