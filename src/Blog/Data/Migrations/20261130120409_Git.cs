using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Blog.Data.Migrations
{
    /// <inheritdoc />
    public partial class Git : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "GitConnections",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Url = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Branch = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Folder = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    Email = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    WithDrafts = table.Column<bool>(type: "INTEGER", nullable: false),
                    PollMinutes = table.Column<int>(type: "INTEGER", nullable: false),
                    HookId = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    IsConfirmed = table.Column<bool>(type: "INTEGER", nullable: false),
                    Commit = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Question = table.Column<string>(type: "TEXT", maxLength: 20, nullable: false),
                    AskedAt = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    AgreedTo = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    PulledAt = table.Column<long>(type: "INTEGER", nullable: true),
                    PushedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Failures = table.Column<int>(type: "INTEGER", nullable: false),
                    Failure = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    FailureDetail = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true),
                    RetryAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GitConnections", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "GitDeliveries",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GitDeliveries", x => x.Key);
                });

            migrationBuilder.CreateTable(
                name: "GitFiles",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Path = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    PostId = table.Column<int>(type: "INTEGER", nullable: true),
                    Blob = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Head = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Own = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Facts = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Theirs = table.Column<string>(type: "TEXT", maxLength: 100, nullable: true),
                    Problem = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    Line = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_GitFiles", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_GitFiles_Path",
                table: "GitFiles",
                column: "Path",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_GitFiles_PostId",
                table: "GitFiles",
                column: "PostId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "GitConnections");

            migrationBuilder.DropTable(
                name: "GitDeliveries");

            migrationBuilder.DropTable(
                name: "GitFiles");
        }
    }
}
