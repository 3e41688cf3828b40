namespace Blog.Site.Layout;

/// <summary>What every layout asks of the model that it frames.</summary>
public interface IPage
{
    /// <summary>What the page says of itself.</summary>
    public PageHead Head { get; }
}
