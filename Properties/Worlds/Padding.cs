using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Hmm.Properties.Worlds;

/// <summary>Which bytes of a struct belong to no field: the compiler leaves them so that fields lie at even addresses.</summary>
public static class Padding
{
    private const BindingFlags Fields = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly MethodInfo Raw = typeof(Padding).GetMethod(nameof(BytesOf), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>The bytes of a struct that belong to no field of it, nor of its fields.</summary>
    /// <param name="type">The struct, without references inside.</param>
    /// <returns>Their offsets.</returns>
    public static IReadOnlyList<int> Of(Type type)
    {
        var full = Bytes(type, Full(type));
        return [.. Enumerable.Range(0, full.Length).Where(offset => full[offset] == 0)];
    }

    /// <summary>The bytes of a value.</summary>
    /// <typeparam name="T">Its type.</typeparam>
    /// <param name="value">The value.</param>
    /// <returns>A view of it.</returns>
    public static Span<byte> View<T>(ref T value)
        where T : unmanaged => MemoryMarshal.AsBytes(new Span<T>(ref value));

    /// <summary>A value with every field at its highest, so that every byte that belongs to one is other than 0.</summary>
    private static object Full(Type type)
    {
        if (type.IsEnum)
        {
            return Enum.ToObject(type, Full(Enum.GetUnderlyingType(type)));
        }

        if (type.IsPrimitive)
        {
            return type == typeof(bool) ? true : type.GetField("MaxValue")!.GetValue(null)!;
        }

        if (type.GetCustomAttribute<InlineArrayAttribute>() is { } array)
        {
            return Repeated(type, array.Length);
        }

        var full = RuntimeHelpers.GetUninitializedObject(type);
        foreach (var field in type.GetFields(Fields))
        {
            field.SetValue(full, Full(field.FieldType));
        }

        return full;
    }

    private static object Repeated(Type array, int length)
    {
        var element = array.GetFields(Fields).Single().FieldType;
        var one = Bytes(element, Full(element));
        byte[] all = [.. Enumerable.Repeat(one, length).SelectMany(bytes => bytes)];
        return typeof(Padding).GetMethod(nameof(FromBytes), BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(array).Invoke(null, [all])!;
    }

    private static byte[] Bytes(Type type, object value) => (byte[])Raw.MakeGenericMethod(type).Invoke(null, [value])!;

    private static byte[] BytesOf<T>(object value)
        where T : unmanaged
    {
        var copy = (T)value;
        return View(ref copy).ToArray();
    }

    private static object FromBytes<T>(byte[] bytes)
        where T : unmanaged => MemoryMarshal.Read<T>(bytes);
}
