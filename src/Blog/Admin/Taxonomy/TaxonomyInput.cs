using System.ComponentModel.DataAnnotations;
using Blog.Data;
using Blog.Data.Taxonomy;

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
