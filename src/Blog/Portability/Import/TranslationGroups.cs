namespace Blog.Portability.Import;

/// <summary>Groups posts with their translations: by the key they declare, or by the same name in different languages.</summary>
internal static class TranslationGroups
{
    /// <param name="isByName">Whether files of the same name are translations of each other.</param>
    public static void Assign(IReadOnlyList<ImportItem> items, bool isByName)
    {
        foreach (var item in items)
        {
            item.Group = item.Post.TranslationKey;
        }

        foreach (var named in isByName ? items.GroupBy(item => item.File.TranslationName, StringComparer.OrdinalIgnoreCase) : [])
        {
            if (named.Select(item => item.Language).Distinct(StringComparer.OrdinalIgnoreCase).Count() < 2)
            {
                continue;
            }

            var group = named.Select(item => item.Group).FirstOrDefault(key => key is not null) ?? named.Key;
            foreach (var item in named)
            {
                item.Group ??= group;
            }
        }

        foreach (
            var duplicates in items
                .Where(item => item.Group is not null)
                .GroupBy(item => (item.Group, item.Language))
                .Where(duplicates => duplicates.Count() > 1)
        )
        {
            foreach (var item in duplicates.Skip(1))
            {
                item.Warnings.Add($"{duplicates.First().Name} is already the {item.Language} text of '{item.Group}'");
                item.Group = null;
            }
        }
    }
}
