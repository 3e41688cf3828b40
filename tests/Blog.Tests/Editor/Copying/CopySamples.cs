namespace Blog.Tests.Editor.Copying;

/// <summary>Posts of every kind of content, by name.</summary>
internal static class CopySamples
{
    public static IReadOnlyDictionary<string, (string Language, string Markdown)> All { get; } =
        new Dictionary<string, (string, string)>(StringComparer.Ordinal)
        {
            ["prose"] = (
                "zh-CN",
                """
                把索引放进内存之后，**查询快了十倍。**然后我们才发现：慢的从来不是磁盘，而是*序列化*。

                第二段里有 `SELECT  1`、~~删去的话~~、==标出的话==，
                还有换行。按 <kbd>Ctrl</kbd> + <kbd>C</kbd> 复制；H<sub>2</sub>O 与 x<sup>2</sup>；<q>引文</q>；<u>下划线</u>；<small>小字</small>。

                <!-- more -->

                ---

                # 大标题

                ## 二级 `code` 标题

                ### 三级标题

                #### 四级标题
                """
            ),
            ["code"] = (
                "en",
                "Tabs, leading blanks, blank lines and long lines all have to survive:\n\n"
                    + "```go\npackage main\n\nimport \"fmt\"\n\nfunc main() {\n"
                    + "\tfor i := 0; i < 3; i++ {\n\t\tfmt.Println(\"line  with   blanks\", i)\n\t}\n}\n```\n\n"
                    + "```python\ndef f(x):\n    \"\"\"A doc string\n    over lines.\"\"\"\n"
                    + "    return {  'a': x, \"b\": [1,  2] }  # comment\n```\n\n"
                    + "```unknown-language\n  kept   as it is\n\tand here\n```\n\n"
                    + "    indented code\n      more\n\n```diff\n- old\n+ new\n```\n"
            ),
            ["lists"] = (
                "zh-CN",
                """
                - 第一层
                  - 第二层
                    - 第三层，**加粗**
                    - 还有一项
                  - 回到第二层
                - 带段落的一项

                  第二段。

                  ```bash
                  echo "in a list"
                  ```

                - 带图的一项

                  ![图](https://img.example.org/a.png)

                7. 从七开始
                8. 第八
                   1. 里面又编号
                   2. 再一项

                <ol type="a" start="3"><li>丙</li><li value="9">壬</li></ol>
                <ol reversed><li>二</li><li>一</li></ol>
                """
            ),
            ["tasks"] = (
                "en",
                """
                - [x] Write the test
                - [ ] Make it pass
                  - [x] nested and done
                  - [ ] nested and open

                1. [x] numbered task

                - [ ] a task

                  with a second paragraph
                """
            ),
            ["tables"] = (
                "zh-CN",
                """
                | 名称 | 数量 |
                | --- | ---: |
                | 甲 | 1 |
                | 乙 | 20 |

                | 方案 | 优点 | 缺点 | 什么时候用 | 例子 |
                | --- | --- | --- | --- | --- |
                | 全表扫描 | 实现简单，不需要任何额外的数据结构 | 数据一多就慢，而且没有商量的余地 | 行数很少，或者只跑一次的时候 | `SELECT * FROM t` |
                | 索引 | 快，而且**稳定** | 占空间，写入变慢 | [参考文档](https://example.org/index) | `CREATE INDEX` |

                <table><caption>合并单元格</caption><tr><th colspan="2">表头</th></tr>
                <tr><td rowspan="2">左</td><td>右一</td></tr><tr><td><p>右二</p><ul><li>项</li></ul></td></tr></table>
                """
            ),
            ["formulas"] = (
                "zh-CN",
                """
                质能方程 $E = mc^2$ 与根式 $\sqrt{x^2 + \frac{1}{2}}$ 都在行内，$\text{速度} = v$ 里有汉字。

                $$
                \int_{-\infty}^{\infty} e^{-x^2}\,dx = \sqrt{\pi} \tag{1}
                $$

                $$
                \begin{aligned} a &= b + c \\ &= \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix} \end{aligned}
                $$

                - 列表里的 $\ce{H2O}$ 与 $\vec{v}$

                | 公式 | 值 |
                | --- | --- |
                | $\alpha$ | $\overbrace{a+b}^{n}$ |

                行内的大公式：\[ \cancel{x} + \boxed{y} \] 之后还有字。

                $$
                a_0 + a_1 + a_2 + a_3 + a_4 + a_5 + a_6 + a_7 + a_8 + a_9
                + b_0 + b_1 + b_2 + b_3 + b_4 + b_5 + b_6 + b_7 + b_8 + b_9 + c_0 + c_1
                $$
                """
            ),
            ["footnotes"] = (
                "en",
                """
                A claim[^one] that needs a source, a second one[^two], and the first again[^one].

                [^one]: From the [manual](https://example.org/manual), section 3; see also `PRAGMA`.
                [^two]: A note with two paragraphs.

                    The second paragraph, with **bold** words.
                """
            ),
            ["alerts"] = (
                "zh-CN",
                """
                > [!NOTE]
                > 这是注意。

                > [!WARNING]
                > 这是警告，里面有[链接](https://example.org/warn)。
                >
                > - 还有列表
                > - 与代码 `rm -rf`

                > [!TIP]
                > ```js
                > const a = 1;
                > ```

                > 普通的引用
                >
                > > 引用里的引用
                """
            ),
            ["images"] = (
                "zh-CN",
                """
                ![没有尺寸](https://img.example.org/photo.jpg)

                ![自己的图](/media/0123456789abcdef0123456789abcdef/chart.png "图 1：*说明*文字")

                段落里的 ![小图标](https://img.example.org/icon.gif) 跟着文字走。

                [![可点的图](https://img.example.org/thumb.png)](https://example.org/full)

                <figure><img src="https://img.example.org/b.png" width="320" height="200" alt="手写">
                <figcaption>手写的 <b>标题</b></figcaption></figure>

                <div class="gallery"><img src="https://img.example.org/1.png" alt=""><img src="https://img.example.org/2.png" alt=""></div>
                """
            ),
            ["links"] = (
                "zh-CN",
                """
                [自己的文章](/other-post)、[别人的](https://example.org/a)、[同一个地址](https://example.org/a)、
                [公众号文章](https://mp.weixin.qq.com/s/abc123)、<https://example.org/bare>、[信箱](mailto:me@example.org)、
                [本文的一节](#节)、[相对地址](../x?q=1)、[不是公众号](https://mp.weixin.qq.com.example.org/s/1)、[明文](http://mp.weixin.qq.com/s/2)。

                **粗** *斜* `码` [链](https://example.org/b) [再链](https://example.org/c)

                ## 节
                """
            ),
            ["folds"] = (
                "en",
                """
                <details><summary>More about <code>fsync</code></summary>

                It waits.

                - item

                </details>

                Term
                :   The definition, with a [link](https://example.org/d).

                <ruby>漢<rp>(</rp><rt>hàn</rt></ruby> and <abbr title="Write-ahead log">WAL</abbr>.
                """
            ),
            ["media"] = (
                "zh-CN",
                """
                <video src="https://img.example.org/clip.mp4" controls></video>

                <audio controls><source src="https://img.example.org/talk.mp3"></audio>

                <iframe src="https://player.bilibili.com/player.html?bvid=BV1xx411c7mD"></iframe>

                https://www.youtube.com/watch?v=dQw4w9WgXcQ
                """
            ),
            ["hostile"] = (
                "en",
                """
                <div style="position:fixed;color:var(--x)" class="markdown-alert-note" id="x" data-a="b" onclick="alert(1)">text</div>

                <script>alert(1)</script><style>p{color:red}</style><svg onload=alert(1)><use href="#a"/></svg>

                [x](javascript:alert(1)) <img src="x" onerror="alert(1)"> <form><input name=a><button>b</button></form>

                Text with "quotes", <b>bold</b> <i>italic</i> & entities &lt;script&gt; and `<b>code</b>`.
                """
            ),
        };
}
