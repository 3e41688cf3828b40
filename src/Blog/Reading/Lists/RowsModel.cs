using Blog.Site.Layout;

namespace Blog.Reading.Lists;

/// <summary>Rows under one heading: a year, or none.</summary>
public sealed record RowsModel(IReadOnlyList<PostRow> Rows, bool WithYear);
