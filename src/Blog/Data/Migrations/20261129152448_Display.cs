using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Blog.Data.Migrations
{
    /// <inheritdoc />
    public partial class Display : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Announcing",
                table: "Settings",
                type: "TEXT",
                maxLength: 16777216,
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "Identity",
                table: "Settings",
                type: "TEXT",
                maxLength: 16777216,
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "Display",
                table: "Settings",
                type: "TEXT",
                maxLength: 16777216,
                nullable: false,
                defaultValueSql: "'{\"foldAbove\":20,\"listStyle\":1,\"keepsEarlierDefaults\":true}'");

            migrationBuilder.AddColumn<string>(
                name: "LanguageVariant",
                table: "Posts",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Picture",
                table: "Authors",
                type: "TEXT",
                maxLength: 500,
                nullable: true);

            migrationBuilder.CreateTable(
                name: "RemoteImageSizes",
                columns: table => new
                {
                    Address = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: false),
                    Width = table.Column<int>(type: "INTEGER", nullable: false),
                    Height = table.Column<int>(type: "INTEGER", nullable: false),
                    CheckedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Error = table.Column<string>(type: "TEXT", maxLength: 500, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RemoteImageSizes", x => x.Address);
                });

            migrationBuilder.CreateTable(
                name: "SearchEngineNotices",
                columns: table => new
                {
                    Engine = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    ToldUntil = table.Column<long>(type: "INTEGER", nullable: false),
                    LastAt = table.Column<long>(type: "INTEGER", nullable: true),
                    LastAnswer = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    IsAccepted = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SearchEngineNotices", x => x.Engine);
                });

            migrationBuilder.CreateTable(
                name: "Secrets",
                columns: table => new
                {
                    Name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    Protected = table.Column<string>(type: "TEXT", maxLength: 16777216, nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Secrets", x => x.Name);
                });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "RemoteImageSizes");

            migrationBuilder.DropTable(
                name: "SearchEngineNotices");

            migrationBuilder.DropTable(
                name: "Secrets");

            migrationBuilder.DropColumn(
                name: "Announcing",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Identity",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Display",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "LanguageVariant",
                table: "Posts");

            migrationBuilder.DropColumn(
                name: "Picture",
                table: "Authors");
        }
    }
}
