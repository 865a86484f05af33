namespace Atomic.Cli.Tests.Demo;

/// <summary>Multinomial naive Bayes over words with add-one smoothing: the yardstick for how hard the demo's texts are.</summary>
internal sealed class NaiveBayes
{
    private readonly Dictionary<string, Dictionary<string, int>> _wordCounts = [];
    private readonly Dictionary<string, int> _wordTotals = [];
    private readonly Dictionary<string, int> _textCounts = [];
    private readonly HashSet<string> _vocabulary = [];

    public NaiveBayes(IEnumerable<(IEnumerable<string> Words, string Label)> examples)
    {
        foreach ((IEnumerable<string> words, string label) in examples)
        {
            _textCounts[label] = _textCounts.GetValueOrDefault(label) + 1;
            if (!_wordCounts.TryGetValue(label, out Dictionary<string, int>? counts))
                _wordCounts[label] = counts = [];
            foreach (string word in words)
            {
                counts[word] = counts.GetValueOrDefault(word) + 1;
                _wordTotals[label] = _wordTotals.GetValueOrDefault(label) + 1;
                _vocabulary.Add(word);
            }
        }
    }

    public string Classify(IEnumerable<string> words)
    {
        string[] known = [.. words.Where(_vocabulary.Contains)];
        return _textCounts.Keys.Order(StringComparer.Ordinal).MaxBy(label => LogLikelihood(label, known))
            ?? throw new InvalidOperationException("no examples were given");
    }

    private double LogLikelihood(string label, string[] words) =>
        Math.Log(_textCounts[label])
        + words.Sum(word => Math.Log((_wordCounts[label].GetValueOrDefault(word) + 1.0) / (_wordTotals[label] + _vocabulary.Count)));
}
