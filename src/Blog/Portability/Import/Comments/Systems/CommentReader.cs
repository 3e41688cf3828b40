using System.Text.Json;

namespace Blog.Portability.Import.Comments.Systems;

/// <summary>Finds out which system files are of, and reads them.</summary>
internal static class CommentReader
{
    private const int Looked = 20;

    /// <summary>Reads files of one system.</summary>
    /// <param name="system">The system; null to find out.</param>
    /// <param name="zone">The zone of times that name none.</param>
    /// <param name="temporary">Where a copy of a database may be put.</param>
    /// <exception cref="CommentFileException">They are of none that is known, or damaged.</exception>
    public static (CommentSystem System, SourceBundle Bundle) Read(
        IReadOnlyList<CommentFile> files,
        CommentSystem? system,
        TimeZoneInfo zone,
        string temporary
    )
    {
        var bundle = new SourceBundle();
        if (files.Count == 0)
        {
            throw new CommentFileException("there is no file with comments: JSON, XML or an SQLite database");
        }

        var found = system ?? Find(files, temporary);
        foreach (var file in files)
        {
            Read(file, found, zone, temporary, bundle);
        }

        return (found, bundle);
    }

    private static void Read(CommentFile file, CommentSystem system, TimeZoneInfo zone, string temporary, SourceBundle bundle)
    {
        var fits =
            system == CommentSystem.Isso ? file.IsDatabase && IssoDatabase.IsDatabase(file, temporary)
            : system == CommentSystem.Disqus ? file.IsXml && DisqusXml.IsExport(file)
            : file.IsJson;
        if (!fits)
        {
            throw new CommentFileException($"{file.Name} is no export of {system}");
        }

        switch (system)
        {
            case CommentSystem.Waline or CommentSystem.Valine:
                LeanCloudRows.Read(file, system, zone, bundle);
                break;
            case CommentSystem.Twikoo:
                TwikooRows.Read(file, zone, bundle);
                break;
            case CommentSystem.Artalk:
                ArtalkRows.Read(file, zone, bundle);
                break;
            case CommentSystem.Remark42:
                Remark42Rows.Read(file, zone, bundle);
                break;
            case CommentSystem.Disqus:
                DisqusXml.Read(file, zone, bundle);
                break;
            default:
                IssoDatabase.Read(file, temporary, bundle);
                break;
        }
    }

    /// <summary>The system of all files together: comments tell it, counts often only that it is one of two.</summary>
    private static CommentSystem Find(IReadOnlyList<CommentFile> files, string temporary)
    {
        var systems = files.Select(file => Find(file, temporary)).OfType<CommentSystem>().Distinct().ToList();
        return systems switch
        {
            [var one] => one,
            [] => throw new CommentFileException(Unknown(files)),
            _ when systems.TrueForAll(one => one is CommentSystem.Waline or CommentSystem.Valine) => CommentSystem.Waline,
            _ => throw new CommentFileException($"the files are of several systems: {string.Join(", ", systems)}; import them one by one"),
        };
    }

    private static string Unknown(IReadOnlyList<CommentFile> files) =>
        files.Any(file => file.IsXml && DisqusXml.RootOf(file) == "rss")
            ? "a WordPress export is imported by import wordpress, its comments with it"
            : $"{files[0].Name} is of none of the systems {string.Join(", ", Enum.GetNames<CommentSystem>())}";

    private static CommentSystem? Find(CommentFile file, string temporary)
    {
        if (file.IsDatabase)
        {
            return IssoDatabase.IsDatabase(file, temporary) ? CommentSystem.Isso : null;
        }

        if (file.IsXml)
        {
            return DisqusXml.IsExport(file) ? CommentSystem.Disqus : null;
        }

        var rows = JsonValues.Rows(file, new SourceBundle()).Take(Looked).ToList();
        return rows.Exists(row => Remark42Rows.IsHead(row) || Remark42Rows.IsComment(row)) ? CommentSystem.Remark42
            : rows.Exists(LeanCloudRows.IsWaline) || rows.Exists(row => IsOfWaline(row)) ? CommentSystem.Waline
            : rows.Exists(ArtalkRows.IsComment) ? CommentSystem.Artalk
            : rows.Exists(row => TwikooRows.IsComment(row) || TwikooRows.IsCount(row)) ? CommentSystem.Twikoo
            : rows.Exists(row => LeanCloudRows.IsComment(row) || LeanCloudRows.IsCount(row)) ? CommentSystem.Valine
            : null;
    }

    private static bool IsOfWaline(JsonElement row) =>
        row.Has("objectId") && LeanCloudRows.IsComment(row) && LeanCloudRows.HasWalineFields(row);
}
