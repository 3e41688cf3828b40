namespace Blog.Site.Layout;

/// <summary>What every layout requires of the model of its page.</summary>
public interface IPage
{
    public PageHead Head { get; }
}
