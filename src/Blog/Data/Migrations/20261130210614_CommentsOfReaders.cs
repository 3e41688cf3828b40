using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Blog.Data.Migrations
{
    /// <inheritdoc />
    public partial class CommentsOfReaders : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Comments",
                table: "Settings",
                type: "TEXT",
                maxLength: 16777216,
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<int>(
                name: "AuthorId",
                table: "Comments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "EditedAt",
                table: "Comments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Html",
                table: "Comments",
                type: "TEXT",
                maxLength: 16777216,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Language",
                table: "Comments",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "PlainText",
                table: "Comments",
                type: "TEXT",
                maxLength: 16777216,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Reason",
                table: "Comments",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "RendererVersion",
                table: "Comments",
                type: "TEXT",
                maxLength: 500,
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "StateBefore",
                table: "Comments",
                type: "TEXT",
                maxLength: 20,
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "StateChangedAt",
                table: "Comments",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "TokenHash",
                table: "Comments",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Comments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "WriterHash",
                table: "Comments",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "CommentBlocks",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    Value = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommentBlocks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CommentNotices",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    CommentId = table.Column<int>(type: "INTEGER", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastError = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CommentNotices", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CommentNotices_Comments_CommentId",
                        column: x => x.CommentId,
                        principalTable: "Comments",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TrustedWriters",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TrustedWriters", x => x.Hash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_AuthorId",
                table: "Comments",
                column: "AuthorId");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_CreatedAt",
                table: "Comments",
                column: "CreatedAt",
                filter: "\"Ip\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Comments_State_RendererVersion",
                table: "Comments",
                columns: new[] { "State", "RendererVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_Comments_TokenHash",
                table: "Comments",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Comments_WriterHash",
                table: "Comments",
                column: "WriterHash");

            migrationBuilder.CreateIndex(
                name: "IX_CommentBlocks_Kind_Value",
                table: "CommentBlocks",
                columns: new[] { "Kind", "Value" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_CommentNotices_CommentId",
                table: "CommentNotices",
                column: "CommentId");

            migrationBuilder.CreateIndex(
                name: "IX_CommentNotices_NextAttemptAt",
                table: "CommentNotices",
                column: "NextAttemptAt",
                filter: "\"NextAttemptAt\" IS NOT NULL");

            migrationBuilder.AddForeignKey(
                name: "FK_Comments_Authors_AuthorId",
                table: "Comments",
                column: "AuthorId",
                principalTable: "Authors",
                principalColumn: "Id",
                onDelete: ReferentialAction.SetNull);

            // Filled by triggers: see PublicCommentChanges.
            migrationBuilder.Sql("CREATE TABLE PublicCommentChanges (Number INTEGER PRIMARY KEY AUTOINCREMENT, PostId INTEGER NOT NULL);");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("""
                DROP TRIGGER IF EXISTS PublicCommentAdded; DROP TRIGGER IF EXISTS PublicCommentChanged;
                DROP TRIGGER IF EXISTS PublicCommentRemoved;
                DROP TABLE PublicCommentChanges;
                """);

            migrationBuilder.DropForeignKey(
                name: "FK_Comments_Authors_AuthorId",
                table: "Comments");

            migrationBuilder.DropTable(
                name: "CommentBlocks");

            migrationBuilder.DropTable(
                name: "CommentNotices");

            migrationBuilder.DropTable(
                name: "TrustedWriters");

            migrationBuilder.DropIndex(
                name: "IX_Comments_AuthorId",
                table: "Comments");

            migrationBuilder.DropIndex(
                name: "IX_Comments_CreatedAt",
                table: "Comments");

            migrationBuilder.DropIndex(
                name: "IX_Comments_State_RendererVersion",
                table: "Comments");

            migrationBuilder.DropIndex(
                name: "IX_Comments_TokenHash",
                table: "Comments");

            migrationBuilder.DropIndex(
                name: "IX_Comments_WriterHash",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "Comments",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "AuthorId",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "EditedAt",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "Html",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "Language",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "PlainText",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "Reason",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "RendererVersion",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "StateBefore",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "StateChangedAt",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "TokenHash",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Comments");

            migrationBuilder.DropColumn(
                name: "WriterHash",
                table: "Comments");
        }
    }
}
