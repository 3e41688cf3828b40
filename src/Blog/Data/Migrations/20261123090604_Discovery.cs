using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Blog.Data.Migrations
{
    /// <inheritdoc />
    public partial class Discovery : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "AgeNotice",
                table: "Settings",
                type: "INTEGER",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<string>(
                name: "Discovery",
                table: "Settings",
                type: "TEXT",
                maxLength: 16777216,
                nullable: false,
                defaultValueSql: "'{}'");

            migrationBuilder.AddColumn<string>(
                name: "IcpNumber",
                table: "Settings",
                type: "TEXT",
                maxLength: 100,
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Evergreen",
                table: "Posts",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "AgeNotice",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Discovery",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "IcpNumber",
                table: "Settings");

            migrationBuilder.DropColumn(
                name: "Evergreen",
                table: "Posts");
        }
    }
}
