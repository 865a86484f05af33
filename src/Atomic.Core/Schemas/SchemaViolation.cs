namespace Atomic.Core.Schemas;

/// <summary>One way in which an answer does not fit its schema.</summary>
/// <param name="InstancePointer">Where in the answer, as an RFC 6901 JSON Pointer; empty for the whole answer.</param>
/// <param name="Keyword">The keyword that failed; the keyword above it for the schema `false`; empty when the answer exceeds a bound of
/// <see cref="SchemaLimits"/> or is not well-formed.</param>
/// <param name="Message">One sentence for a person or a model that is to repair the answer. It quotes the schema and names of
/// properties, never values of the answer.</param>
public sealed record SchemaViolation(string InstancePointer, string Keyword, string Message);
