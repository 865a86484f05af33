namespace Atomic.Replay.Recordings;

/// <summary>A recording on disk could not be read. The message says what is wrong, where, and what to do.</summary>
public sealed class RecordingFormatException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="path">The file or folder.</param>
    /// <param name="line">The line, counted from 1, or 0 where the whole file is meant.</param>
    /// <param name="problem">What is wrong, without a full stop.</param>
    /// <param name="remedy">What to do, as a sentence.</param>
    /// <param name="inner">The cause, where there is one.</param>
    public RecordingFormatException(string path, int line, string problem, string remedy, Exception? inner = null)
        : base(line > 0 ? $"{path}, line {line}: {problem}. {remedy}" : $"{path}: {problem}. {remedy}", inner)
    {
        Path = path;
        Line = line;
    }

    /// <summary>The file or folder.</summary>
    public string Path { get; }

    /// <summary>The line, counted from 1, or 0 where the whole file is meant.</summary>
    public int Line { get; }
}
