using Atomic.Cli.Output;

namespace Atomic.Cli.Evaluate;

/// <summary>Tells on stderr how far an evaluation has come.</summary>
/// <param name="output">Where to.</param>
internal sealed class EvaluationProgress(CommandOutput output)
{
    private const int Lines = 10;
    private int _told;

    /// <summary>Tells it, ten times in all.</summary>
    /// <param name="done">Streams that are done.</param>
    /// <param name="total">Streams in all.</param>
    public void Show(int done, int total)
    {
        var tenths = (int)((long)done * Lines / total);
        var told = Volatile.Read(ref _told);
        if (tenths > told && Interlocked.CompareExchange(ref _told, tenths, told) == told)
            output.Note($"{Figures.Count(done)} of {Figures.Count(total)} streams are done.");
    }
}
