using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Blog.Data.Migrations
{
    /// <inheritdoc />
    public partial class Search : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_Posts_Search",
                table: "Posts",
                columns: new[] { "Id", "State", "PublishedAt", "Hidden", "Language" });

            // Filled by the program, whose tokens these are. They come with blanks between them, and everything that they may hold is a token character, so that FTS5 cuts nowhere else.
            migrationBuilder.Sql("""
                CREATE VIRTUAL TABLE PostSearch USING fts5(title, tags, body, content='', contentless_delete=1, tokenize="ascii tokenchars '._#+~|'");
                CREATE TABLE SearchQueue (PostId INTEGER NOT NULL PRIMARY KEY, Later INTEGER NOT NULL) WITHOUT ROWID;
                CREATE TABLE SearchState (Id INTEGER NOT NULL PRIMARY KEY CHECK (Id = 1), TokensVersion INTEGER NOT NULL);
                INSERT INTO SearchState VALUES (1, 0);
                """);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER IF EXISTS SearchPostAdded; DROP TRIGGER IF EXISTS SearchPostChanged; DROP TRIGGER IF EXISTS SearchPostRemoved;
                DROP TRIGGER IF EXISTS SearchTagGiven; DROP TRIGGER IF EXISTS SearchTagExchanged; DROP TRIGGER IF EXISTS SearchTagTaken; DROP TRIGGER IF EXISTS SearchTagRenamed;
                DROP TABLE PostSearch; DROP TABLE SearchQueue; DROP TABLE SearchState;
                """);
            migrationBuilder.DropIndex(
                name: "IX_Posts_Search",
                table: "Posts");
        }
    }
}
