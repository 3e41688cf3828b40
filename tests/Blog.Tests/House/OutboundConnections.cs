using System.Reflection;
using System.Reflection.Emit;

namespace Blog.Tests.House;

/// <summary>Scans the IL of an assembly for types that can open a connection, whatever aliases the source uses.</summary>
internal static class OutboundConnections
{
    private static readonly string[] Namespaces =
    [
        "System.Net.Http",
        "System.Net.Sockets",
        "System.Net.WebSockets",
        "System.Net.Mail",
        "System.Net.NetworkInformation",
        "System.Net.Quic",
        "System.Net.Security",
    ];
    private static readonly string[] Types =
    [
        "System.Net.WebClient",
        "System.Net.WebRequest",
        "System.Net.HttpWebRequest",
        "System.Net.FtpWebRequest",
        "System.Net.FileWebRequest",
        "System.Net.HttpListener",
        "System.Net.Dns",
        "System.Net.ServicePointManager",
        "System.Xml.XmlUrlResolver",
        "LibGit2Sharp.Network",
        "LibGit2Sharp.Commands",
    ];

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!)
        .ToDictionary(code => code.Value);

    /// <summary>Outermost types that use a network API, and which.</summary>
    public static IEnumerable<(string By, string Use)> Of(IEnumerable<Type> types)
    {
        const BindingFlags Declared =
            BindingFlags.DeclaredOnly | BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        return types
            .SelectMany(type => Uses(type, Declared).Where(IsNetwork).Select(use => (Outermost(type).FullName!, use.FullName!)))
            .Distinct();
    }

    private static IEnumerable<Type> Uses(Type type, BindingFlags declared) =>
        type.GetFields(declared)
            .Select(field => field.FieldType)
            .Concat(
                type.GetMethods(declared)
                    .Concat<MethodBase>(type.GetConstructors(declared))
                    .SelectMany(method => Parameters(method).Concat(Body(method)))
            )
            .Append(type.BaseType ?? typeof(object))
            .SelectMany(Parts);

    private static IEnumerable<Type> Parameters(MethodBase method) =>
        method
            .GetParameters()
            .Select(parameter => parameter.ParameterType)
            .Append(method is MethodInfo info ? info.ReturnType : typeof(void));

    private static IEnumerable<Type> Body(MethodBase method)
    {
        if (method.GetMethodBody() is not { } body)
        {
            yield break;
        }

        foreach (var local in body.LocalVariables)
        {
            yield return local.LocalType;
        }

        var typeArguments = method.DeclaringType is { IsGenericType: true } owner ? owner.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        foreach (var token in Tokens(body.GetILAsByteArray()!))
        {
            switch (method.Module.ResolveMember(token, typeArguments, methodArguments))
            {
                case Type type:
                    yield return type;
                    break;
                case FieldInfo field:
                    yield return field.FieldType;
                    yield return field.DeclaringType ?? typeof(object);
                    break;
                case MethodBase called:
                    foreach (
                        var type in Parameters(called)
                            .Append(called.DeclaringType ?? typeof(object))
                            .Concat(called.IsGenericMethod ? called.GetGenericArguments() : [])
                    )
                    {
                        yield return type;
                    }

                    break;
            }
        }
    }

    private static IEnumerable<int> Tokens(byte[] code)
    {
        for (var i = 0; i < code.Length; )
        {
            var opcode = code[i] == 0xFE ? Codes[(short)(0xFE00 | code[i + 1])] : Codes[code[i]];
            i += opcode.Size;
            switch (opcode.OperandType)
            {
                case OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok or OperandType.InlineField:
                    yield return BitConverter.ToInt32(code, i);
                    i += 4;
                    break;
                case OperandType.InlineSwitch:
                    i += 4 + (4 * BitConverter.ToInt32(code, i));
                    break;
                default:
                    i += opcode.OperandType switch
                    {
                        OperandType.InlineNone => 0,
                        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                        OperandType.InlineVar => 2,
                        OperandType.InlineI8 or OperandType.InlineR => 8,
                        _ => 4,
                    };
                    break;
            }
        }
    }

    private static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Append(type)
        : [type];

    private static bool IsNetwork(Type type) =>
        !type.IsEnum
        && !typeof(Exception).IsAssignableFrom(type)
        && (
            Types.Contains(type.FullName)
            || Namespaces.Any(name => type.Namespace == name || type.Namespace?.StartsWith(name + ".", StringComparison.Ordinal) == true)
        );

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
