namespace Atomic.Providers.Streaming;

/// <summary>The bounds of one streamed answer, beside the time limit of its call.</summary>
/// <param name="Idle">The longest silence between two reads.</param>
internal sealed record StreamLimits(TimeSpan Idle)
{
    /// <summary>The most bytes that are read of a stream: each token has a frame of some 200 bytes around it.</summary>
    public const long MaxBytes = 64L * 1024 * 1024;

    /// <summary>The most bytes of one piece: a tool's arguments may come in one.</summary>
    public const int MaxPieceBytes = 4 * 1024 * 1024;

    /// <summary>The most pieces that are read of a stream.</summary>
    public const int MaxPieces = 1_000_000;

    /// <summary>How long is waited for the usage once the answer is complete; the usage is worth no more.</summary>
    public static readonly TimeSpan AfterAnswer = TimeSpan.FromSeconds(2);

    /// <summary>The longest silence that is borne now.</summary>
    /// <param name="isComplete">Whether the answer is complete.</param>
    public TimeSpan IdleWhen(bool isComplete) => isComplete && AfterAnswer < Idle ? AfterAnswer : Idle;
}
