using Atomic.Replay.Recordings;

namespace Atomic.Cli.Run;

/// <summary>One microtask to run.</summary>
/// <param name="Line">Where it stands in its file, from 1.</param>
/// <param name="Name">The name under which its result is found: its <c>id</c> in the file, or <c>line-N</c>.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="RequestJson">The body of its request.</param>
/// <param name="Task">The recorded task behind it, by which its answer is judged; null where there is none.</param>
internal sealed record RunItem(int Line, string Name, string Kind, byte[] RequestJson, RecordedTask? Task);
