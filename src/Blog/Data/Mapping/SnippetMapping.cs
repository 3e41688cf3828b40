using Blog.Data.Snippets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Blog.Data.Mapping;

internal sealed class SnippetMapping : IEntityTypeConfiguration<Snippet>
{
    public void Configure(EntityTypeBuilder<Snippet> builder)
    {
        builder.Property(snippet => snippet.Name).HasMaxLength(TextLengths.Name);
        builder.Property(snippet => snippet.Title).HasMaxLength(TextLengths.Title);
        builder.Property(snippet => snippet.Tags).HasMaxLength(TextLengths.Line);
        builder.Property(snippet => snippet.Category).HasMaxLength(TextLengths.Path);
        builder.Property(snippet => snippet.Language).HasMaxLength(TextLengths.Name);
        builder.Property(snippet => snippet.Markdown).HasMaxLength(TextLengths.Markdown);
        builder.HasOne(snippet => snippet.Author).WithMany().HasForeignKey(snippet => snippet.AuthorId).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(snippet => new { snippet.AuthorId, snippet.Name }).IsUnique();
    }
}
