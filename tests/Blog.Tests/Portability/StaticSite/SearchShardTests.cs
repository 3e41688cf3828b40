using System.Text;
using Blog.Portability.StaticSite.Search;

namespace Blog.Tests.Portability.StaticSite;

/// <summary>A file of the search index that is edited is the one that would be made anew.</summary>
public sealed class SearchShardTests
{
    private static readonly string[] Words = ["缓存", "c#", "a\"b", "𠮷", "～", "zeta", "alpha", "数", "back\\slash", "node.js"];

    [Fact]
    public void An_edited_file_is_equal_to_one_made_anew_byte_by_byte()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            var before = Posts(random);
            var after = new Dictionary<int, List<(string, bool)>>(before);
            var (gone, added) = (new HashSet<int>(), new SearchShard());
            foreach (var (post, words) in Posts(random))
            {
                gone.Add(post);
                after[post] = words;
                Add(added, post, words);
            }

            foreach (var post in before.Keys.Where(_ => random.Next(5) == 0).Except(gone).ToList())
            {
                gone.Add(post);
                after.Remove(post);
            }

            var (old, expected) = (Made(before), Made(after));
            var edited = SearchShard.Edit(old, gone, added);
            Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(edited ?? old));
            Assert.Equal(old.AsSpan().SequenceEqual(expected), edited is null);
        }
    }

    private static Dictionary<int, List<(string, bool)>> Posts(Random random) =>
        Enumerable
            .Range(0, random.Next(8))
            .Select(_ => 1 + random.Next(2_000))
            .Distinct()
            .ToDictionary(post => post, _ => Words.Where(_ => random.Next(2) == 0).Select(word => (word, random.Next(2) == 0)).ToList());

    private static byte[] Made(Dictionary<int, List<(string, bool)>> posts)
    {
        var shard = new SearchShard();
        foreach (var (post, words) in posts)
        {
            Add(shard, post, words);
        }

        return shard.Write();
    }

    private static void Add(SearchShard shard, int post, List<(string Word, bool InHead)> words)
    {
        foreach (var (word, inHead) in words)
        {
            shard.Add(word, post, inHead);
        }
    }
}
