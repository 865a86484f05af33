namespace Atomic.Core.Extraction;

/// <summary>How much each token of a text looks like the first, the last or any token of each field's value. Computed once for all fields.</summary>
internal sealed class SpanScores
{
    /// <summary>Columns of a field: where a value begins, where it ends, and what it consists of.</summary>
    public const int ColumnsPerField = 3;

    private readonly float[] _scores;
    private readonly int _columns;

    /// <summary>Adds up what the table knows of the text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="table">The weights.</param>
    /// <param name="fields">How many fields there are.</param>
    public SpanScores(TokenizedText text, SpanTable table, int fields)
    {
        (Text, _columns) = (text, fields * ColumnsPerField);
        _scores = new float[text.Tokens.Count * _columns];
        for (var token = 0; token < text.Tokens.Count; token++) table.AddTo(text.FeaturesOf(token), _scores.AsSpan(token * _columns, _columns));
    }

    /// <summary>The text.</summary>
    public TokenizedText Text { get; }

    /// <summary>A token's scores for a field: begins, ends, belongs.</summary>
    public ReadOnlySpan<float> Of(int token, int field) => _scores.AsSpan((token * _columns) + (field * ColumnsPerField), ColumnsPerField);
}
