var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.Run();

/// <summary>The roof: knows every room.</summary>
public partial class Program;
