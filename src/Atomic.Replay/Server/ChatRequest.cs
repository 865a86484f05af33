namespace Atomic.Replay.Server;

/// <summary>What the server needs of a chat completion request.</summary>
/// <param name="Model">The model asked for.</param>
/// <param name="Input">The text of the last <c>user</c> message.</param>
/// <param name="Stream">Whether the answer is to be a stream of events.</param>
/// <param name="IncludeUsage">Whether the stream ends with the usage.</param>
internal sealed record ChatRequest(string Model, string Input, bool Stream, bool IncludeUsage);
