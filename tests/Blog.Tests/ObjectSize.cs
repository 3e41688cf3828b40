using System.Reflection;

namespace Blog.Tests;

/// <summary>
/// The approximate size of an object in bytes, counted by walking its fields: unlike process memory it is the same
/// whatever else runs at the same time.
/// </summary>
internal static class ObjectSize
{
    private const int Header = 16;

    /// <summary>Bytes of an object and all it refers to.</summary>
    /// <param name="root">What is measured.</param>
    /// <param name="others">What it refers to but does not own.</param>
    public static long Of(object root, params object[] others)
    {
        var (bytes, seen, open) = (0L, new HashSet<object>(others, ReferenceEqualityComparer.Instance), new Stack<object>([root]));
        while (open.TryPop(out var next))
        {
            if (next is not (Type or Delegate or MemberInfo) && seen.Add(next))
            {
                bytes += Header + Contents(next, open);
            }
        }

        return bytes;
    }

    /// <summary>Bytes of the object itself; references are queued.</summary>
    private static long Contents(object value, Stack<object> open)
    {
        if (value is string text)
        {
            return text.Length * sizeof(char);
        }

        var type = value.GetType();
        if (value is Array array)
        {
            var element = type.GetElementType()!;
            return array.Cast<object?>().Sum(item => SizeOf(element, item, open));
        }

        return Fields(type).Sum(field => SizeOf(field.FieldType, field.GetValue(value), open));
    }

    private static long SizeOf(Type type, object? value, Stack<object> open)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsPointer || type == typeof(UInt128))
        {
            return type == typeof(UInt128) ? 16 : 8;
        }

        if (type.IsValueType)
        {
            return value is null ? 8 : Fields(type).Sum(field => SizeOf(field.FieldType, field.GetValue(value), open));
        }

        if (value is not null)
        {
            open.Push(value);
        }

        return IntPtr.Size;
    }

    private static IEnumerable<FieldInfo> Fields(Type? type)
    {
        for (; type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (
                var field in type.GetFields(
                    BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly
                )
            )
            {
                yield return field;
            }
        }
    }
}
