using Blog.Data.Posts.Imports;
using Blog.Images;
using Blog.Portability.Archives;
using Blog.Portability.Import;
using Blog.Portability.Pages.Messages;
using Blog.Portability.Uploads;
using Blog.Site.Localization;

namespace Blog.Portability.Pages;

public sealed class ImportTexts : Texts<ImportTexts>
{
    public string Intro =>
        T(
            "把 Hexo、Hugo、Jekyll 博客、WordPress 或 Ghost 的导出文件，或者一个 Markdown 文件夹搬进来：文章、图片、分类、标签和旧地址都会保留。"
                + "先试运行，看过报告再正式导入；导入之后还可以整次撤销。",
            "Move a Hexo, Hugo or Jekyll blog, an export of WordPress or Ghost, or a folder of Markdown files, in: posts, images, "
                + "categories, tags and old addresses are kept. A dry run shows what would happen before anything is written, and a whole "
                + "import can be undone."
        );

    public string New => T("新的导入", "New import");
    public string Archive => T("ZIP 压缩包或导出文件", "ZIP archive or export");

    public string ArchiveHint =>
        T(
            "整个站点的文件夹打成一个 ZIP 包，或者旧系统的导出文件（要带上图片，就把它和上传目录一起打包），最大 2 GB。",
            "The folder of the whole site as one ZIP file, or the export of the old system (with its uploads: both in one ZIP file), at "
                + "most 2 GB."
        );

    public string Folder => T("或者：服务器上的文件夹或文件", "Or: a folder or file on the server");
    public string NoFolder => T("（不使用）", "(none)");

    public string FolderHint(string path) =>
        IsChinese ? $"放进 {path} 的文件夹和导出文件会列在这里。" : $"Folders and exports that are put into {path} are listed here.";

    public string Source => T("来源", "Source");
    public string FindOut => T("自动识别", "Detect automatically");
    public string PlainMarkdown => T("Markdown 文件夹", "Folder of Markdown files");
    public string Zone => T("默认时区", "Default time zone");

    public string ZoneHint =>
        T(
            "用于没有写明时区的日期，例如 Asia/Shanghai；留空则用来源自己的设置。",
            "For dates without one, such as Asia/Shanghai; if empty, the source's own setting."
        );

    public string Language => T("默认语言", "Default language");

    public string LanguageHint =>
        T(
            "用于没有注明语言的文章，例如 zh-CN、en；留空则自动识别。",
            "For posts that name none, such as zh-CN or en; if empty, it is detected."
        );

    public string Overwrite =>
        T(
            "也覆盖在本站修改过的文章（修改过的文字存为历史版本）",
            "Also overwrite posts that were edited here (the edited text is kept as a revision)"
        );

    public string TakeSettings => T("采用旧站的设置", "Take the settings of the old site");

    public string TakeSettingsHint =>
        T(
            "标题、副标题、作者、菜单、许可协议等；只在还没有自己的文章时采用，也只填还没有人改过的设置。试运行会逐项列出。",
            "Title, tagline, author, menu, licence and the like; only on a blog without posts of its own, and only what nobody has set "
                + "here. The dry run lists each."
        );

    public string BringImagesHome => T("把别的网站上的图片转存到本站", "Bring images of other sites home");

    public string BringImagesHomeHint =>
        T(
            "下载文章引用的外站图片；取不到的保持原样，并在报告里列出。",
            "Fetches the images that posts load from other hosts; what cannot be fetched stays as it is and is listed."
        );

    public string NewAddresses => T("文章改用本站的地址格式", "Give posts addresses of this blog's pattern");

    public string NewAddressesHint =>
        T("旧地址都会跳转到新地址；不选则文章保留原来的地址。", "Every old address redirects; otherwise posts keep their old addresses.");

    public string Check => T("试运行", "Start the dry run");
    public string NothingGiven => T("请选择一个 ZIP 包或一个文件夹。", "Choose a ZIP file or a folder.");
    public string NoSuchFolder => T("没有这个文件夹。", "There is no such folder.");
    public string NoSuchZone => T("没有这个时区，请写成 Asia/Shanghai 这样。", "There is no such time zone; write it as Asia/Shanghai.");
    public string NoSuchLanguage => T("不是语言代码，请写成 zh-CN 或 en 这样。", "Not a language tag; write it as zh-CN or en.");
    public string NoRoom => T("磁盘已满或不可写，文件没有保存。", "The disk is full or read-only; the file was not kept.");

    public string Earlier => T("导入记录", "Earlier imports");
    public string When => T("时间", "Time");
    public string State => T("状态", "State");
    public string Posts => T("文章", "Posts");
    public string Back => T("全部导入", "All imports");
    public string Refresh => T("刷新", "Reload");

    public string TitleOf(int run) => IsChinese ? $"导入 {run}" : $"Import {run}";

    public string StateName(ImportRunState state, bool isBroken) =>
        state switch
        {
            ImportRunState.Checking => isBroken ? T("试运行失败", "Dry run failed") : T("试运行未完成", "Dry run not finished"),
            ImportRunState.Checked => T("已试运行，未导入", "Dry run done, not imported"),
            ImportRunState.Running => T("导入未完成", "Import not finished"),
            ImportRunState.Done => T("已导入", "Imported"),
            ImportRunState.Failed => T("导入中断", "Import interrupted"),
            _ => T("已撤销", "Undone"),
        };

    public string Working(ImportJob? job, ImportProgress? progress) =>
        (job, progress?.Stage) switch
        {
            (null, _) => T("排队中，等前一个导入完成……", "Waiting for another import to finish…"),
            (ImportJob.Undo, _) => T("正在撤销……", "Undoing…"),
            (_, ImportStage.Reading) => T("正在读取文件……", "Reading the files…"),
            (_, ImportStage.Fetching) => T("正在下载外站图片……", "Fetching images of other sites…"),
            (ImportJob.Check, ImportStage.Writing) => T("正在试渲染文章……", "Rendering the posts…"),
            (_, ImportStage.Writing) => T("正在写入文章……", "Writing the posts…"),
            (ImportJob.Check, null) => T("正在解压……", "Unpacking…"),
            _ => T("正在查找文件……", "Looking for files…"),
        };

    public string ProgressLabel => T("进度", "Progress");

    public string Counted(int done, int total) => IsChinese ? $"{done} / {total}" : $"{done} of {total}";

    public string DryRunNote =>
        T("这是试运行的结果，还没有写入任何内容。", "This is the result of the dry run: nothing has been written yet.");

    public string Import => T("开始导入", "Import");
    public string CheckAgain => T("重新试运行", "Repeat the dry run");
    public string GoOn => T("继续导入", "Continue the import");
    public string Discard => T("放弃并删除上传的文件", "Discard, and delete what was uploaded");
    public string Discarded => T("已删除。", "Deleted.");
    public string Undo => T("撤销这次导入", "Undo this import");

    public string UndoHint =>
        T(
            "删除这次导入的文章、图片和重定向，把它改过的文章恢复原样。导入之后又修改过的文章会保留，并列出来。",
            "Removes the posts, images and redirects of this import, and restores the posts that it changed. Posts edited since then "
                + "are kept and listed."
        );

    public string UndoSure => T("我知道这次导入的文章会被永久删除", "I know that the posts of this import will be permanently deleted");
    public string NotSure => T("请先勾选确认。", "Tick the box first.");
    public string Busy => T("这次导入正在处理中。", "This import is being worked on.");
    public string Interrupted => T("上次没有运行完，可能是因为程序重启。", "It did not finish, perhaps because the program was restarted.");

    /// <summary>A message of a report in the language of these words, and its own language where it has no translation.</summary>
    public (string Text, string? Lang) Message(string message) =>
        !IsChinese ? (WithBoxes(message), null)
        : ReportMessages.InChinese(message) is { } chinese ? (chinese, null)
        : (message, "en");

    /// <summary>A message that names an option of the command, with the name of the field that stands for it here.</summary>
    private static string WithBoxes(string message) =>
        message switch
        {
            "--take-settings took nothing: this blog has posts of its own" => "No settings were taken: this blog has posts of its own",
            "to take the settings of the old site, run the import with --take-settings" =>
                $"to take the settings of the old site, tick “{English.TakeSettings}” in a new import",
            "--time-zone" => "given for this import",
            _ => message
                .Replace(
                    "(--overwrite writes the file over it)",
                    $"(to write the file over it, tick “{English.Overwrite.Split(" (")[0]}” in a new import)",
                    StringComparison.Ordinal
                )
                .Replace("with --site", $"in the field “{CommentImportTexts.English.Site}”", StringComparison.Ordinal)
                .Replace("with --time-zone", $"in the field “{English.Zone}”", StringComparison.Ordinal),
        };

    public (string Text, string? Lang) Failure(string reason) =>
        Enum.TryParse<ArchiveError>(reason, out var error) ? (Refusal(error), null) : Message(reason);

    private string Refusal(ArchiveError error) =>
        error switch
        {
            ArchiveError.TooMany => IsChinese
                ? $"压缩包里的文件超过 {ArchiveExtraction.MaxEntries} 个。"
                : $"The archive holds more than {ArchiveExtraction.MaxEntries} files.",
            ArchiveError.TooLarge => T(
                "压缩包解开后太大（上限 2 GB），或含有压缩比异常的文件。",
                "The archive unpacks to more than 2 GB, or holds a file that unpacks to far too much."
            ),
            ArchiveError.Ambiguous => T("压缩包里有两个同名文件。", "Two files in the archive have the same name."),
            ArchiveError.Outside => T("压缩包里有指向文件夹之外的路径。", "A name in the archive leads out of its folder."),
            ArchiveError.NoRoom => NoRoom,
            _ => T(
                "这不是 ZIP 压缩包，也不是可以识别的导出文件；或者已损坏、已加密。",
                "This is neither a ZIP archive nor an export that is known, or it is damaged or encrypted."
            ),
        };

    public string UploadError(ImageError error) =>
        error switch
        {
            ImageError.TooLarge => T("文件超过 2 GB。", "The file is larger than 2 GB."),
            ImageError.TooMany => T("一次只能上传一个压缩包。", "Upload one archive at a time."),
            ImageError.TooSlow => T("上传太慢，已中止。", "The upload took too long and was ended."),
            ImageError.NoRoom => NoRoom,
            _ => T("上传不完整，请再试一次。", "The upload is not complete; please try again."),
        };

    public string Outcome(ImportOutcome outcome, bool isDryRun) =>
        outcome switch
        {
            ImportOutcome.Created => isDryRun ? T("将新建", "To be created") : T("已新建", "Created"),
            ImportOutcome.Updated => isDryRun ? T("将更新", "To be updated") : T("已更新", "Updated"),
            ImportOutcome.Unchanged => T("没有变化", "Unchanged"),
            ImportOutcome.Edited => T("在本站修改过，未覆盖", "Edited here, kept"),
            ImportOutcome.Skipped => T("已跳过", "Skipped"),
            _ => T("无法导入", "Refused"),
        };

    public string NeedsALook => T("需要留意", "Need attention");
    public string All => T("全部", "All");
    public string Addresses => T("旧地址", "Old addresses");
    public string OldAddress => T("旧地址", "Old address");
    public string NewAddress => T("现在的地址", "New address");
    public string Filter => T("筛选", "Filter");
    public string Kept => T("保留的文章", "Posts that were kept");
    public string Notes => T("说明", "Notes");
    public string Difference => T("本站的文字（-）与文件（+）的差别", "Differences between the text here (-) and the file (+)");

    /// <param name="isFiltered">Whether other filters may show something.</param>
    public string NothingHere(bool isFiltered) =>
        isFiltered
            ? T("这一项下没有内容。", "There is nothing under this filter.")
            : T("没有找到 Markdown 文件。", "No Markdown files were found.");

    public string Line(int line) => IsChinese ? $"第 {line} 行" : $"line {line}";

    public string AsJson => T("下载报告（JSON）", "Download the report (JSON)");

    /// <param name="zone">Its name, and in brackets where it comes from.</param>
    public string DatesReadAs(string zone)
    {
        var source = zone.LastIndexOf(" (", StringComparison.Ordinal);
        if (source < 0 || !zone.EndsWith(')'))
        {
            return IsChinese ? $"没有时区的日期按 {zone} 读取。" : $"Dates without a time zone were read as {zone}.";
        }

        var (name, saidBy) = (zone[..source], Message(zone[(source + 2)..^1]).Text);
        return IsChinese ? $"没有时区的日期按 {name}（{saidBy}）读取。" : $"Dates without a time zone were read as {name} ({saidBy}).";
    }

    public string Pages => T("页码", "Pages");
    public string Previous => T("上一页", "Previous");
    public string Next => T("下一页", "Next");

    public string PageOf(int number, int total) => IsChinese ? $"第 {number} / {total} 页" : $"Page {number} of {total}";

    public string UndoneCounts(int removed, int restored, int left) =>
        IsChinese
            ? $"已撤销：删除 {removed} 篇，恢复 {restored} 篇，保留 {left} 篇。"
            : $"Undone: {removed} removed, {restored} restored, {left} kept.";

    public string Reason(ImportUndone outcome) =>
        outcome switch
        {
            ImportUndone.Edited => T("导入之后修改过，已保留", "Edited since then, and kept"),
            ImportUndone.ImportedAgain => T("后来的导入又改过，请先撤销那一次导入", "Changed by a later import: undo that one first"),
            _ => T("无法恢复成原来的样子，已保留", "Its earlier version cannot be stored any more; kept"),
        };
}
