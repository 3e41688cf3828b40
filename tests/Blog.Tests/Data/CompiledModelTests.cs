using System.Globalization;
using Blog.Data.CompiledModel;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Blog.Tests.Data;

/// <summary>The model that was generated ahead of time, which saves each process a second of work, says what the code says.</summary>
public sealed class CompiledModelTests
{
    [Fact]
    public async Task The_generated_model_is_the_one_of_the_code()
    {
        using var folder = new TemporaryFolder();
        await using var host = new DataHost(folder.Path);
        await host.WithDbAsync(db =>
        {
            Assert.Same(BlogDbModel.Instance, db.Model);
            var (code, generated) = (Describe(db.GetService<IDesignTimeModel>().Model), Describe(db.Model));
            Assert.True(code.Count > 250, $"only {code.Count} lines");
            Assert.True(
                code.SequenceEqual(generated),
                "the model has changed: generate it again as CONTRIBUTING.md says. It differs in\n"
                    + string.Join('\n', code.Except(generated).Concat(generated.Except(code)))
            );
            return Task.CompletedTask;
        });
    }

    private static List<string> Describe(IModel model) => [.. model.GetEntityTypes().SelectMany(Describe).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> Describe(IEntityType type)
    {
        var of = $"{type.Name} ({type.GetTableName()})";
        foreach (var property in type.GetProperties())
        {
            var mapping = property.GetRelationalTypeMapping();
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{of}.{property.Name}: {property.ClrType} {(property.IsNullable ? "null" : "")} as {property.GetColumnName()} "
                    + $"{mapping.StoreType} {property.GetMaxLength()} from {mapping.Converter?.ProviderClrType} "
                    + $"{property.ValueGenerated} {property.GetBeforeSaveBehavior()} {property.GetAfterSaveBehavior()} "
                    + $"{(property.IsConcurrencyToken ? "token" : "")} {property.GetPropertyAccessMode()} {property.Sentinel}"
            );
        }

        foreach (var key in type.GetKeys())
        {
            yield return $"{of} key {Names(key.Properties)} {key.IsPrimaryKey()}";
        }

        foreach (var index in type.GetIndexes())
        {
            yield return $"{of} index {Names(index.Properties)} {index.IsUnique} {index.GetDatabaseName()}";
        }

        foreach (var key in type.GetForeignKeys())
        {
            yield return $"{of} to {key.PrincipalEntityType.Name} by {Names(key.Properties)} {key.DeleteBehavior} {key.IsUnique} "
                + $"{key.IsRequired} {key.DependentToPrincipal?.Name} {key.PrincipalToDependent?.Name}";
        }

        foreach (var navigation in type.GetSkipNavigations())
        {
            yield return $"{of}.{navigation.Name} many {navigation.JoinEntityType.Name} {navigation.GetPropertyAccessMode()}";
        }
    }

    private static string Names(IReadOnlyList<IReadOnlyProperty> properties) =>
        string.Join(", ", properties.Select(property => property.Name));
}
