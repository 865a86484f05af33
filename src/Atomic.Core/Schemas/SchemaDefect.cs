namespace Atomic.Core.Schemas;

/// <summary>Why a schema was refused.</summary>
/// <param name="Pointer">Where in the schema, as an RFC 6901 JSON Pointer; empty for the whole schema.</param>
/// <param name="Message">One sentence: what is wrong and what to do about it.</param>
public sealed record SchemaDefect(string Pointer, string Message);
