using System.Diagnostics;
using System.Globalization;
using System.Text;
using Blog.Portability.Import;
using Microsoft.Extensions.DependencyInjection;

namespace Blog.Benchmarks;

/// <summary>
/// The claim: an export of WordPress of 500 MB is read in less than 300 MB of memory of the process's own, in a dry run and for good. The
/// export is made by this program, as a stream: each megabyte holds about 40 posts of 10 KB, 200 comments in threads and 100 uploads, mixed
/// as the program writes them.
/// </summary>
internal static class WxrBenchmark
{
    private const double MostMemory = 300;
    private const int UploadsPerPost = 2;
    private const int CommentsPerPost = 5;

    public static async Task<int> RunAsync(int megabytes)
    {
        var root = Directory.CreateTempSubdirectory("blog-benchmark-");
        try
        {
            var export = Path.Combine(root.FullName, "export.xml");
            var posts = Write(export, megabytes);
            var (comments, uploads) = (posts * CommentsPerPost, posts * UploadsPerPost);
            Print($"{new FileInfo(export).Length / 1e6:F0} MB: {posts} posts, {comments} comments, {uploads} uploads");
            await using var services = await BlogServices.OpenAsync(Path.Combine(root.FullName, "data"));
            var dry = await ImportAsync(services, new ImportRequest(export) { DryRun = true });
            var real = await ImportAsync(services, new ImportRequest(export));
            return dry < MostMemory && real < MostMemory ? 0 : 1;
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            root.Delete(recursive: true);
        }
    }

    /// <summary>Imports, and looks at the memory all the time.</summary>
    /// <returns>The most, in MB.</returns>
    private static async Task<double> ImportAsync(ServiceProvider services, ImportRequest request)
    {
        using var stop = new CancellationTokenSource();
        var stages = new Stages();
        var peak = Task.Run(() => PeakAsync(stages, stop.Token));
        var watch = Stopwatch.StartNew();
        var report = await services.GetRequiredService<MarkdownImport>().RunAsync(request, stages, CancellationToken.None);
        watch.Stop();
        await stop.CancelAsync();
        var most = await peak;
        var refused = report.Count(ImportOutcome.Refused);
        Print(
            $"{(request.DryRun ? "dry run" : "import"), -10} {watch.Elapsed.TotalSeconds, 8:F0} s   most memory of its own {most, 6:F0} MB"
        );
        Print($"           {report.Count(ImportOutcome.Created)} posts, {report.Comments?.Added} comments, {refused} refused");
        return refused == 0 ? most : throw new InvalidOperationException("the import refused posts");
    }

    private static async Task<double> PeakAsync(Stages stages, CancellationToken stop)
    {
        var most = 0.0;
        while (!stop.IsCancellationRequested)
        {
            var now = ProcessMemory.Own() / 1e6;
            most = Math.Max(most, now);
            stages.Note(now);
            await Task.Delay(50, CancellationToken.None);
        }

        stages.End();
        return most;
    }

    /// <summary>Writes an export of about that size.</summary>
    /// <returns>Number of posts.</returns>
    private static int Write(string path, int megabytes)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        file.Write(
            """
            <?xml version="1.0" encoding="UTF-8" ?>
            <rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
             xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
             xmlns:wp="http://wordpress.org/export/1.2/">
            <channel>
            <title>Large</title><link>https://large.example</link><language>zh-Hans</language>
            <wp:wxr_version>1.2</wp:wxr_version><wp:base_blog_url>https://large.example</wp:base_blog_url>
            <wp:author><wp:author_id>1</wp:author_id><wp:author_login>w</wp:author_login>
            <wp:author_display_name>w</wp:author_display_name></wp:author>

            """
        );
        var posts = 0;
        var target = megabytes * 1_000_000L;
        while (file.BaseStream.Position < target)
        {
            posts++;
            for (var upload = 0; upload < UploadsPerPost; upload++)
            {
                WriteUpload(file, posts, upload);
            }

            WritePost(file, posts);
        }

        file.Write("</channel>\n</rss>\n");
        return posts;
    }

    private static void WriteUpload(StreamWriter file, int post, int upload)
    {
        var id = (post * 10) + upload;
        file.Write(
            $"""
            <item><title>picture-{id}</title><link>https://large.example/?attachment_id={id}</link><dc:creator>w</dc:creator>
            <content:encoded><![CDATA[]]></content:encoded><excerpt:encoded><![CDATA[图 {id}]]></excerpt:encoded>
            <wp:post_id>{id}</wp:post_id><wp:post_date>2020-05-03 20:00:00</wp:post_date><wp:post_name>picture-{id}</wp:post_name>
            <wp:post_date_gmt>2020-05-03 12:00:00</wp:post_date_gmt><wp:status>inherit</wp:status>
            <wp:post_parent>{(post * 10) + 9}</wp:post_parent><wp:post_type>attachment</wp:post_type>
            <wp:attachment_url>https://large.example/wp-content/uploads/2020/05/picture-{id}.png</wp:attachment_url>
            <wp:postmeta><wp:meta_key>_wp_attachment_metadata</wp:meta_key><wp:meta_value><![CDATA[{new string(
                'm',
                1800
            )}]]></wp:meta_value>
            </wp:postmeta></item>

            """
        );
    }

    private static void WritePost(StreamWriter file, int post)
    {
        var id = (post * 10) + 9;
        file.Write(
            $"""
            <item><title>第 {post} 篇 Post {post}</title><link>https://large.example/2020/05/post-{post}/</link><dc:creator>w</dc:creator>
            <content:encoded><![CDATA[
            """
        );
        for (var paragraph = 0; paragraph < 24; paragraph++)
        {
            file.Write($"<!-- wp:paragraph -->\n<p>第 {paragraph} 段：搬家的时候，旧址上的每一个链接都要能打开，图片也要跟着来。");
            var words = paragraph % 4 == 0 ? $"<a href=\"https://large.example/?p={id}\">other words</a>" : "<em>other words</em>";
            file.Write($"Paragraph {paragraph} of <strong>post {post}</strong> says in {words} ");
            file.Write("that every link of the old site has to answer, and that the pictures come along.</p>\n<!-- /wp:paragraph -->\n");
        }

        file.Write(
            $"""
            <!-- wp:code --><pre class="wp-block-code"><code lang="python">print({post})</code></pre><!-- /wp:code -->
            ]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
            <wp:post_id>{id}</wp:post_id><wp:post_date>2020-05-03 20:00:00</wp:post_date>
            <wp:post_date_gmt>2020-05-03 12:00:00</wp:post_date_gmt><wp:comment_status>open</wp:comment_status>
            <wp:post_name>post-{post}</wp:post_name><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>
            <category domain="category" nicename="c{post % 20}"><![CDATA[分类 {post % 20}]]></category>
            <category domain="post_tag" nicename="t{post % 300}"><![CDATA[标签 {post % 300}]]></category>

            """
        );
        for (var comment = 0; comment < CommentsPerPost; comment++)
        {
            var number = (post * CommentsPerPost) + comment;
            file.Write(
                $"""
                <wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[读者 {number % 977}]]></wp:comment_author>
                <wp:comment_author_email>reader{number % 977}@mail.example</wp:comment_author_email>
                <wp:comment_author_url>https://reader{number % 977}.example</wp:comment_author_url>
                <wp:comment_author_IP>192.0.2.{number % 250}</wp:comment_author_IP><wp:comment_date>2020-06-03 20:00:00</wp:comment_date>
                <wp:comment_date_gmt>2020-06-03 12:00:00</wp:comment_date_gmt><wp:comment_content><![CDATA[{Words(
                    number
                )}]]></wp:comment_content>
                <wp:comment_approved>1</wp:comment_approved><wp:comment_type>comment</wp:comment_type>
                <wp:comment_parent>{(
                    comment == 0 ? 0 : number - 1
                )}</wp:comment_parent><wp:comment_user_id>0</wp:comment_user_id></wp:comment>

                """
            );
        }

        file.Write("</item>\n");
    }

    private static string Words(int number) =>
        string.Concat(
            Enumerable.Repeat($"评论 {number}：写得清楚，照着做就成了。This is comment {number}, and it thanks for the post.\n", 6)
        );

    private static void Print(FormattableString text) => Console.WriteLine(text.ToString(CultureInfo.InvariantCulture));

    /// <summary>The most memory of each stage, to see what holds it.</summary>
    private sealed class Stages : IProgress<ImportProgress>
    {
        private readonly Lock _lock = new();
        private ImportStage? _stage;
        private double _most;

        public void Report(ImportProgress value)
        {
            lock (_lock)
            {
                if (value.Stage != _stage)
                {
                    End();
                    (_stage, _most) = (value.Stage, 0);
                }
            }
        }

        public void Note(double now)
        {
            lock (_lock)
            {
                _most = Math.Max(_most, now);
            }
        }

        public void End()
        {
            if (_stage is not null)
            {
                Print($"  {_stage, -20} {_most, 6:F0} MB");
            }
        }
    }
}
