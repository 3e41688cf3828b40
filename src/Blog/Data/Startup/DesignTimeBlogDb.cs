using Blog.Storage.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Blog.Data.Startup;

/// <summary>For <c>dotnet ef migrations add</c>: provides the model without a running program.</summary>
public sealed class DesignTimeBlogDb : IDesignTimeDbContextFactory<BlogDb>
{
    public BlogDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<BlogDb>().UseSqlite("Data Source=design.db").Options, new WriteGate(null));
}
