namespace Atomic.Core.Specialists;

/// <summary>
/// A classifier of texts that learns one example at a time and discovers its labels as they come. A label's score is that of multinomial
/// naive Bayes (McCallum and Nigam 1998, with the counts of length-normalised weights as in Rennie et al. 2003, section 4), halved since
/// neighbouring pieces are far from independent, plus a linear correction that is learned by gradient descent on the log loss of the whole.
/// The counts learn from a handful of examples, the correction from many. Chosen by measurement: docs/decisions/0004. Not safe for
/// concurrent use while it learns.
/// </summary>
public sealed class OnlineClassifier
{
    /// <summary>The most labels; examples of further ones are ignored.</summary>
    public const int MaxLabels = 512;

    /// <summary>The most characters of a label; examples with longer ones are ignored.</summary>
    public const int MaxLabelLength = 256;

    private const double Smoothing = 0.01;
    private const double BayesShare = 0.5;
    private const double Rate = 1;

    // Gradients below this are left out: they change next to nothing and would touch every label of every example.
    private const double LeastGradient = 0.01;

    private readonly LabelScores _scores;
    private readonly List<LabelState> _labels = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>A classifier that has learned nothing.</summary>
    /// <param name="maxEntries">The most pairs of a feature and a label that are kept, 12 bytes each; 1 or more.</param>
    public OnlineClassifier(int maxEntries = LabelScores.MaxEntries) => _scores = new LabelScores(maxEntries);

    /// <summary>How many examples were learned.</summary>
    public long Examples { get; private set; }

    /// <summary>The labels with what was learned of each, in order of discovery.</summary>
    internal IReadOnlyList<LabelState> Labels => _labels;

    /// <summary>How many pairs of a feature and a label are kept; 12 bytes each.</summary>
    public int Entries => _scores.Entries;

    /// <summary>The table of scores, for snapshots.</summary>
    internal LabelScores Scores => _scores;

    /// <summary>How many labels have at least that many examples.</summary>
    /// <param name="examples">The least number of examples.</param>
    public int CountLabels(long examples) => _labels.Count(label => label.Examples >= examples);

    /// <summary>The likeliest label; of equal ones the one that was discovered first.</summary>
    /// <param name="text">A text's features.</param>
    public Guess Predict(FeatureVector text)
    {
        Span<double> shares = stackalloc double[_labels.Count];
        return Weigh(text, shares);
    }

    /// <summary>Guesses an example before it is learned, and prepares what it will change. Reads only, so that others may predict meanwhile.</summary>
    /// <param name="text">A text's features.</param>
    /// <param name="label">The right answer.</param>
    public Lesson Prepare(FeatureVector text, string label)
    {
        var gradients = new double[_labels.Count + 1];
        var guess = Weigh(text, gradients.AsSpan(.._labels.Count));
        if (NumberOf(label) is not { } right) return new Lesson(label, guess, -1, []);

        // A label that is discovered by this example had no share to be corrected.
        if (right == _labels.Count) Array.Clear(gradients);
        else gradients[right]--;
        foreach (ref var gradient in gradients.AsSpan())
            if (Math.Abs(gradient) < LeastGradient) gradient = 0;
        return new Lesson(label, guess, right, gradients);
    }

    /// <summary>Learns what was prepared, if nothing else was learned in between.</summary>
    /// <param name="text">The features that it was prepared from.</param>
    /// <param name="lesson">What was prepared.</param>
    /// <exception cref="ArgumentException">Another label was discovered in between.</exception>
    public void Apply(FeatureVector text, Lesson lesson)
    {
        if (lesson.IsIgnored) return;
        if (lesson.Gradients.Length != _labels.Count + 1) throw new ArgumentException("The lesson was prepared from another state.", nameof(lesson));
        if (lesson.Right == _labels.Count) Discover(new LabelState(lesson.Label, 0, 0));
        Update(text, lesson.Right, lesson.Gradients);
        Examples++;
    }

    /// <summary>Restores a label of a snapshot; the entries are added to <see cref="Scores"/> beside.</summary>
    internal bool TryRestoreLabel(LabelState label)
    {
        if (NumberOf(label.Name) != _labels.Count) return false;
        Discover(label);
        Examples += label.Examples;
        return true;
    }

    /// <summary>The label's number, the next free one where it is new, or null where it cannot be learned.</summary>
    private int? NumberOf(string label)
    {
        if (_numbers.TryGetValue(label, out var number)) return number;
        return _labels.Count == MaxLabels || label.Length is 0 or > MaxLabelLength ? null : _labels.Count;
    }

    private void Discover(LabelState label)
    {
        _numbers.Add(label.Name, _labels.Count);
        _labels.Add(label);
    }

    private void Update(FeatureVector text, int right, ReadOnlySpan<double> gradients)
    {
        var mass = 0.0;
        for (var i = 0; i < text.Count; i++)
        {
            var (bucket, weight, found) = (text.Buckets[i], text.Weights[i], false);
            foreach (ref var entry in _scores.Of(bucket))
            {
                entry.Score -= (float)(Rate * gradients[entry.Label] * weight);
                if (entry.Label != right) continue;
                entry.Score += (float)(BayesShare * Math.Log((entry.Count + weight + Smoothing) / (entry.Count + Smoothing)));
                entry.Count += weight;
                found = true;
            }
            var score = (BayesShare * Math.Log((weight + Smoothing) / Smoothing)) - (Rate * gradients[right] * weight);
            if (found || _scores.TryAdd(bucket, new LabelScores.Entry((ushort)right, weight, (float)score))) mass += weight;
        }
        var state = _labels[right];
        _labels[right] = state with { Examples = state.Examples + 1, Mass = state.Mass + mass };
    }

    /// <summary>Fills in each label's share of the softmax and returns the largest.</summary>
    private Guess Weigh(FeatureVector text, Span<double> shares)
    {
        shares.Clear();
        double knownWeight = 0, knownShare = 0;
        for (var i = 0; i < text.Count; i++)
        {
            var entries = _scores.Of(text.Buckets[i]);
            if (entries.IsEmpty) continue;
            double weight = text.Weights[i];
            knownWeight += weight;
            knownShare += weight * weight;
            foreach (ref readonly var entry in entries) shares[entry.Label] += entry.Score * weight;
        }
        if (shares.IsEmpty) return new Guess(null, 0, 0, 0, 0, 0);

        // What the entries leave out: naive Bayes divides each label's counts by their sum, which is the same for all its features.
        for (var i = 0; i < shares.Length; i++)
            shares[i] -= BayesShare * knownWeight * Math.Log((_labels[i].Mass / Smoothing) + _scores.KnownBuckets);
        var best = Normalise(shares);
        return new Guess(_labels[best].Name, shares[best], SecondLargest(shares, best), Math.Min(1, knownShare), _labels[best].Examples, Examples);
    }

    private static int Normalise(Span<double> shares)
    {
        var best = 0;
        for (var i = 1; i < shares.Length; i++)
            if (shares[i] > shares[best]) best = i;
        var (highest, sum) = (shares[best], 0.0);
        foreach (ref var share in shares) sum += share = Math.Exp(share - highest);
        foreach (ref var share in shares) share /= sum;
        return best;
    }

    private static double SecondLargest(ReadOnlySpan<double> shares, int best)
    {
        var second = 0.0;
        for (var i = 0; i < shares.Length; i++)
            if (i != best && shares[i] > second) second = shares[i];
        return second;
    }

    /// <summary>What was learned of a label.</summary>
    /// <param name="Name">The label.</param>
    /// <param name="Examples">How many examples.</param>
    /// <param name="Mass">The sum of its entries' counts.</param>
    internal readonly record struct LabelState(string Name, long Examples, double Mass);
}
