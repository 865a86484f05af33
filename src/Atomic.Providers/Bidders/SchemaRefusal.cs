namespace Atomic.Providers.Bidders;

/// <summary>Tells from an error's body whether the endpoint stumbled over the output schema that it was sent.</summary>
internal static class SchemaRefusal
{
    // A caller's own words may stand in an error, so what is looked for are the protocol's names only.
    private static readonly byte[][] Names = ["response_format"u8.ToArray(), "json_schema"u8.ToArray(), "guided_json"u8.ToArray()];

    /// <summary>Whether the body names the field of the schema.</summary>
    /// <param name="body">The body of an answer with HTTP status 400 or 422.</param>
    public static bool IsToldBy(byte[] body) => Array.Exists(Names, name => body.AsSpan().IndexOf(name) >= 0);
}
