namespace Atomic.Replay.Server;

/// <summary>What the server needs of a chat completion request.</summary>
/// <param name="Model">The model asked for.</param>
/// <param name="Input">The text of the last <c>user</c> message.</param>
/// <param name="Stream">Whether the answer is to be a stream of events.</param>
/// <param name="IncludeUsage">Whether the stream ends with the usage.</param>
/// <param name="Choices">How many choices are asked for, 1 to 128.</param>
/// <param name="Tool">The tool that is called in place of an answer; null where the answer is a text.</param>
internal sealed record ChatRequest(string Model, string Input, bool Stream, bool IncludeUsage, int Choices, string? Tool);
