using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Blog.Data.Migrations
{
    /// <inheritdoc />
    public partial class Editing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_PendingEdits_Revisions_BaseRevisionId",
                table: "PendingEdits");

            migrationBuilder.DropIndex(
                name: "IX_PendingEdits_BaseRevisionId",
                table: "PendingEdits");

            migrationBuilder.DropColumn(
                name: "BaseRevisionId",
                table: "PendingEdits");

            migrationBuilder.DropColumn(
                name: "Markdown",
                table: "PendingEdits");

            migrationBuilder.AddColumn<int>(
                name: "WriterId",
                table: "Revisions",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "PostVersion",
                table: "PendingEdits",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<long>(
                name: "StartedAt",
                table: "PendingEdits",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<string>(
                name: "Text",
                table: "PendingEdits",
                type: "TEXT",
                maxLength: 16777216,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "PendingEdits",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "MissingPaths",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Path = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    PathKey = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    Count = table.Column<int>(type: "INTEGER", nullable: false),
                    Referrer = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    FirstAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: false),
                    IsIgnored = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MissingPaths", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PreviewLinks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    TokenHash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    PostId = table.Column<int>(type: "INTEGER", nullable: false),
                    MakerId = table.Column<int>(type: "INTEGER", nullable: true),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PreviewLinks", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PreviewLinks_Authors_MakerId",
                        column: x => x.MakerId,
                        principalTable: "Authors",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.SetNull);
                    table.ForeignKey(
                        name: "FK_PreviewLinks_Posts_PostId",
                        column: x => x.PostId,
                        principalTable: "Posts",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Revisions_WriterId",
                table: "Revisions",
                column: "WriterId");

            migrationBuilder.CreateIndex(
                name: "IX_MissingPaths_PathKey",
                table: "MissingPaths",
                column: "PathKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_PreviewLinks_MakerId",
                table: "PreviewLinks",
                column: "MakerId");

            migrationBuilder.CreateIndex(
                name: "IX_PreviewLinks_PostId",
                table: "PreviewLinks",
                column: "PostId");

            migrationBuilder.CreateIndex(
                name: "IX_PreviewLinks_TokenHash",
                table: "PreviewLinks",
                column: "TokenHash",
                unique: true);

            migrationBuilder.AddForeignKey(
                name: "FK_Revisions_Authors_WriterId",
                table: "Revisions",
                column: "WriterId",
                principalTable: "Authors",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Revisions_Authors_WriterId",
                table: "Revisions");

            migrationBuilder.DropTable(
                name: "MissingPaths");

            migrationBuilder.DropTable(
                name: "PreviewLinks");

            migrationBuilder.DropIndex(
                name: "IX_Revisions_WriterId",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "WriterId",
                table: "Revisions");

            migrationBuilder.DropColumn(
                name: "PostVersion",
                table: "PendingEdits");

            migrationBuilder.DropColumn(
                name: "StartedAt",
                table: "PendingEdits");

            migrationBuilder.DropColumn(
                name: "Text",
                table: "PendingEdits");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "PendingEdits");

            migrationBuilder.AddColumn<int>(
                name: "BaseRevisionId",
                table: "PendingEdits",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Markdown",
                table: "PendingEdits",
                type: "TEXT",
                maxLength: 524288,
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateIndex(
                name: "IX_PendingEdits_BaseRevisionId",
                table: "PendingEdits",
                column: "BaseRevisionId");

            migrationBuilder.AddForeignKey(
                name: "FK_PendingEdits_Revisions_BaseRevisionId",
                table: "PendingEdits",
                column: "BaseRevisionId",
                principalTable: "Revisions",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);
        }
    }
}
