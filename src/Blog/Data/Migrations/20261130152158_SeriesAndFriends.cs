using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Blog.Data.Migrations
{
    /// <inheritdoc />
    public partial class SeriesAndFriends : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Posts_Public",
                table: "Posts");

            migrationBuilder.AddColumn<string>(
                name: "Attachments",
                table: "Settings",
                type: "TEXT",
                maxLength: 16777216,
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "Friends",
                table: "Settings",
                type: "TEXT",
                maxLength: 16777216,
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "SeriesId",
                table: "Redirects",
                type: "INTEGER",
                nullable: true);

            // Any altered column makes the table anew, with all its columns in the order of the model: the long texts last.
            migrationBuilder.AlterColumn<string>(
                name: "Markdown",
                table: "Posts",
                type: "TEXT",
                maxLength: 524288,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 524288)
                .Annotation("Relational:ColumnOrder", 38)
                .OldAnnotation("Relational:ColumnOrder", 37);

            migrationBuilder.AddColumn<int>(
                name: "SeriesOrder",
                table: "Posts",
                type: "INTEGER",
                nullable: true)
                .Annotation("Relational:ColumnOrder", 25);

            migrationBuilder.AddColumn<string>(
                name: "DownloadName",
                table: "Media",
                type: "TEXT",
                maxLength: 300,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Diagrams",
                columns: table => new
                {
                    Source = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Light = table.Column<string>(type: "TEXT", maxLength: 16777216, nullable: false),
                    Dark = table.Column<string>(type: "TEXT", maxLength: 16777216, nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Diagrams", x => x.Source);
                });

            migrationBuilder.CreateTable(
                name: "Friends",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Words = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Section = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    AvatarId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Position = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Friends", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Friends_Media_AvatarId",
                        column: x => x.AvatarId,
                        principalTable: "Media",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                });

            migrationBuilder.CreateTable(
                name: "PostCopies",
                columns: table => new
                {
                    PostId = table.Column<int>(type: "INTEGER", nullable: false),
                    Target = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CopiedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PostCopies", x => new { x.PostId, x.Target });
                    table.ForeignKey(
                        name: "FK_PostCopies_Posts_PostId",
                        column: x => x.PostId,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "Series",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Title = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Slug = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Language = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Series", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FriendChecks",
                columns: table => new
                {
                    FriendId = table.Column<int>(type: "INTEGER", nullable: false),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Status = table.Column<int>(type: "INTEGER", nullable: true),
                    Error = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    FailingSince = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FriendChecks", x => x.FriendId);
                    table.ForeignKey(
                        name: "FK_FriendChecks_Friends_FriendId",
                        column: x => x.FriendId,
                        principalTable: "Friends",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Redirects_SeriesId",
                table: "Redirects",
                column: "SeriesId");

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Public",
                table: "Posts",
                columns: new[] { "Id", "State", "PublishedAt", "UpdatedAt", "Kind", "Language", "Hidden", "Pinned", "CategoryId", "TranslationGroup", "Series", "SeriesOrder", "Address" });

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Series",
                table: "Posts",
                column: "Series",
                filter: "\"Series\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Friends_AvatarId",
                table: "Friends",
                column: "AvatarId");

            migrationBuilder.CreateIndex(
                name: "IX_Friends_Url",
                table: "Friends",
                column: "Url",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Series_Slug",
                table: "Series",
                column: "Slug",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Series_Title",
                table: "Series",
                column: "Title",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Redirects_Series_SeriesId",
                table: "Redirects",
                column: "SeriesId",
                principalTable: "Series",
                principalColumn: "Id",
                onDelete: ReferentialAction.Cascade);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Redirects_Series_SeriesId",
                table: "Redirects");

            migrationBuilder.DropTable(
                name: "Diagrams");

            migrationBuilder.DropTable(
                name: "FriendChecks");

            migrationBuilder.DropTable(
                name: "PostCopies");

            migrationBuilder.DropTable(
                name: "Series");

            migrationBuilder.DropTable(
                name: "Friends");

            migrationBuilder.DropIndex(
                name: "IX_Redirects_SeriesId",
                table: "Redirects");

            migrationBuilder.DropIndex(
                name: "IX_Posts_Public",
                table: "Posts");

            migrationBuilder.DropIndex(
                name: "IX_Posts_Series",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "Attachments",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Friends",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "SeriesId",
                table: "Redirects");

            migrationBuilder.DropColumn(
                name: "SeriesOrder",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "DownloadName",
                table: "Media");

            migrationBuilder.AlterColumn<string>(
                name: "Markdown",
                table: "Posts",
                type: "TEXT",
                maxLength: 524288,
                nullable: false,
                oldClrType: typeof(string),
                oldType: "TEXT",
                oldMaxLength: 524288)
                .Annotation("Relational:ColumnOrder", 37)
                .OldAnnotation("Relational:ColumnOrder", 38);

            migrationBuilder.CreateIndex(
                name: "IX_Posts_Public",
                table: "Posts",
                columns: new[] { "Id", "State", "PublishedAt", "UpdatedAt", "Kind", "Language", "Hidden", "Pinned", "CategoryId", "TranslationGroup", "Series", "Address" });
        }
    }
}
