using System.Text.Json;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;

namespace Atomic.Http.OpenAi.Requests;

/// <summary>A parameter of OpenAI's: what becomes of it, and which values it may have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Use">What becomes of it.</param>
/// <param name="FindFault">What is wrong with a value at a pointer, or null; null: any value is taken.</param>
internal sealed record RequestParameter(string Name, ParameterUse Use, Func<JsonElement, string, Problem?>? FindFault = null)
{
    /// <summary>A number within a range, passed on.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    public static RequestParameter Number(string name, double min, double max) =>
        new(name, ParameterUse.Passed, (value, at) => FieldValue.Number(value, at, min, max, out _));

    /// <summary>A whole number within a range, passed on.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="min">The least.</param>
    /// <param name="max">The most.</param>
    public static RequestParameter Integer(string name, int min, int max) =>
        new(name, ParameterUse.Passed, (value, at) => FieldValue.Integer(value, at, min, max, out _));

    /// <summary>True or false, passed on.</summary>
    /// <param name="name">Its name.</param>
    public static RequestParameter Boolean(string name) => new(name, ParameterUse.Passed, static (value, at) => FieldValue.Boolean(value, at, out _));

    /// <summary>A short text, passed on.</summary>
    /// <param name="name">Its name.</param>
    public static RequestParameter Text(string name) => new(name, ParameterUse.Passed, static (value, at) => FieldValue.Text(value, at, MaxTextBytes, out _));

    /// <summary>An array of objects, passed on.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="most">Items at most.</param>
    public static RequestParameter Objects(string name, int most) => new(name, ParameterUse.Passed, (value, at) => FindFaultOfObjects(value, at, most));

    /// <summary>An object, passed on.</summary>
    /// <param name="name">Its name.</param>
    public static RequestParameter Object(string name) =>
        new(name, ParameterUse.Passed, static (value, at) => value.ValueKind == JsonValueKind.Object ? null : FieldValue.WrongType(value, at, "an object"));

    /// <summary>A short text or an object, passed on.</summary>
    /// <param name="name">Its name.</param>
    public static RequestParameter TextOrObject(string name) => new(
        name,
        ParameterUse.Passed,
        static (value, at) => value.ValueKind == JsonValueKind.Object ? null : value.ValueKind == JsonValueKind.String ? FieldValue.Text(value, at, MaxTextBytes, out _) : FieldValue.WrongType(value, at, "a string or an object"));

    /// <summary>One that is read here.</summary>
    /// <param name="name">Its name.</param>
    public static RequestParameter Read(string name) => new(name, ParameterUse.Read);

    /// <summary>One that is taken without effect.</summary>
    /// <param name="name">Its name.</param>
    public static RequestParameter Ignored(string name) => new(name, ParameterUse.Ignored);

    /// <summary>One that is refused, unless its value asks for nothing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="why">Why, and what to do, as the end of a sentence.</param>
    /// <param name="isHarmless">Whether a value asks for nothing; null: each asks for something.</param>
    public static RequestParameter Refused(string name, string why, Func<JsonElement, bool>? isHarmless = null) =>
        new(name, ParameterUse.Refused, (value, at) => isHarmless?.Invoke(value) == true ? null : FieldValue.Invalid(at, why));

    private const int MaxTextBytes = 256;

    private static Problem? FindFaultOfObjects(JsonElement value, string at, int most)
    {
        if (value.ValueKind != JsonValueKind.Array) return FieldValue.WrongType(value, at, "an array of objects");
        if (value.GetArrayLength() > most) return FieldValue.Invalid(at, $"has {value.GetArrayLength()} entries; at most {most} are taken");
        var index = 0;
        foreach (var item in value.EnumerateArray())
        {
            var place = RequestPointer.Append(at, index++);
            if (item.ValueKind != JsonValueKind.Object) return FieldValue.WrongType(item, place, "an object");
        }

        return null;
    }
}
