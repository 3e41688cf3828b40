using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Blog.Data.Migrations
{
    /// <inheritdoc />
    public partial class PostColumns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Posts_Search",
                table: "Posts");

            migrationBuilder.DropIndex(
                name: "IX_Posts_State_Kind_PublishedAt",
                table: "Posts");

            // Any altered column makes the table anew, with all its columns in the order of the model.
            migrationBuilder.AlterColumn<string>(
                name: "Markdown",
                table: "Posts",
                type: "TEXT",
                maxLength: 524288,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 524288)
                .Annotation("Relational:ColumnOrder", 37);

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Drafts",
                table: "Posts",
                column: "State",
                filter: "\"State\" = 'Draft'");

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Public",
                table: "Posts",
                columns: new[] { "Id", "State", "PublishedAt", "UpdatedAt", "Kind", "Language", "Hidden", "Pinned", "CategoryId", "TranslationGroup", "Series", "Address" });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_PublishedAt_State",
                table: "Posts",
                columns: new[] { "PublishedAt", "State" });

            // Filled by triggers: see PublicPostChanges.
            migrationBuilder.Sql("CREATE TABLE PublicPostChanges (Number INTEGER PRIMARY KEY AUTOINCREMENT, PostId INTEGER NOT NULL);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER IF EXISTS PublicPostAdded; DROP TRIGGER IF EXISTS PublicPostChanged; DROP TRIGGER IF EXISTS PublicPostRemoved;
                DROP TRIGGER IF EXISTS PublicPostTagged; DROP TRIGGER IF EXISTS PublicPostRetagged; DROP TRIGGER IF EXISTS PublicPostUntagged;
                DROP TABLE PublicPostChanges;
                """);

            migrationBuilder.DropIndex(
                name: "IX_Posts_Drafts",
                table: "Posts");

            migrationBuilder.DropIndex(
                name: "IX_Posts_Public",
                table: "Posts");

            migrationBuilder.DropIndex(
                name: "IX_Posts_PublishedAt_State",
                table: "Posts");

            migrationBuilder.AlterColumn<string>(
                name: "Markdown",
                table: "Posts",
                type: "TEXT",
                maxLength: 524288,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 524288)
                .OldAnnotation("Relational:ColumnOrder", 37);

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Search",
                table: "Posts",
                columns: new[] { "Id", "State", "PublishedAt", "Hidden", "Language" });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_State_Kind_PublishedAt",
                table: "Posts",
                columns: new[] { "State", "Kind", "PublishedAt" });
        }
    }
}
