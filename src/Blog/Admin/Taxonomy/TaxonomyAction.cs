using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Taxonomy;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Blog.Admin.Taxonomy;

/// <summary>The form of one tag or category.</summary>
public sealed class TaxonomyInput
{
    [MaxLength(TextLengths.Name)]
    public string? Name { get; set; }

    [MaxLength(TextLengths.Name)]
    public string? Slug { get; set; }

    public int? Parent { get; set; }

    [MaxLength(TextLengths.Line)]
    public string? SeenName { get; set; }

    [MaxLength(TextLengths.Line)]
    public string? SeenAddress { get; set; }

    /// <summary>Row id of the one it is merged into.</summary>
    public int? Into { get; set; }

    public bool Sure { get; set; }

    internal Seen Seen => new(SeenName, SeenAddress);
}

/// <summary>What the pages of a tag and of a category have in common.</summary>
internal static class TaxonomyAction
{
    /// <summary>Runs the action where the form is valid and confirmed; errors are added to the model state.</summary>
    /// <returns>Whether it was done.</returns>
    public static async Task<bool> TryAsync(PageModel page, TaxonomyTexts words, bool isSure, string done, Func<Task<TaxonomyError?>> work)
    {
        if (!page.ModelState.IsValid)
        {
            return false;
        }

        var error = isSure ? await work() : null;
        if (isSure && error is null)
        {
            page.TempData["done"] = done;
            return true;
        }

        page.ModelState.AddModelError("", error is { } why ? words.Error(why) : words.BeSure);
        return false;
    }
}
