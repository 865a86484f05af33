using System.Text.Json;

namespace Atomic.Core.Schemas;

/// <summary>The state of one validation: where it is, what it found, and what it may still spend.</summary>
internal sealed class ValidationRun
{
    private readonly List<SchemaViolation> _violations = [];
    private int _stepsLeft = SchemaLimits.MaxSteps;
    private int _nested;
    private int _probes;
    private bool _isTooDeep;

    /// <summary>The value at hand.</summary>
    public PointerStack Path { get; } = new();

    /// <summary>True when nothing further will change the result; loops stop then.</summary>
    public bool HasEnded => _stepsLeft <= 0 || _isTooDeep || _violations.Count >= SchemaLimits.MaxViolations;

    /// <summary>True when the first failure decides, because nothing is reported.</summary>
    public bool StopsAtFirst => _probes > 0 || HasEnded;

    /// <summary>Takes the steps that work on a text of so many characters costs.</summary>
    public void SpendOnText(int length) => Spend(1 + (length / 16));

    /// <summary>Takes steps.</summary>
    public void Spend(long steps) => _stepsLeft = (int)Math.Max(0, _stepsLeft - steps);

    /// <summary>Applies a subschema to a value and reports what fails.</summary>
    public bool Apply(SchemaNode node, JsonElement instance)
    {
        Spend(1);
        if (HasEnded) return false;
        if (_nested == SchemaLimits.MaxNestedApplications)
        {
            _isTooDeep = true;
            return false;
        }
        _nested++;
        var passes = true;
        foreach (var rule in node.Rules)
        {
            passes &= rule.Check(instance, this);
            if (!passes && StopsAtFirst) break;
        }
        _nested--;
        return passes;
    }

    /// <summary>Whether a value passes a subschema, reporting nothing. Meaningless once the run has ended, which the conclusion then
    /// says.</summary>
    public bool Probe(SchemaNode node, JsonElement instance)
    {
        _probes++;
        var passes = Apply(node, instance);
        _probes--;
        return passes;
    }

    /// <summary>Records a failure at the value at hand.</summary>
    /// <returns>Always false, the result of the rule that reports.</returns>
    public bool Report(string keyword, string message)
    {
        if (!StopsAtFirst) _violations.Add(new SchemaViolation(Path.ToString(), keyword, message));
        return false;
    }

    /// <summary>What was found. A run that ended early never passes: it says why it ended.</summary>
    public IReadOnlyList<SchemaViolation> Conclude()
    {
        var reason = _isTooDeep
            ? $"The validation stopped: it would apply more than {SchemaLimits.MaxNestedApplications} subschemas inside one another."
            : _stepsLeft <= 0
                ? $"The validation stopped after {SchemaLimits.MaxSteps} steps: schema and answer together are too complex."
                : null;
        if (reason is null) return _violations.ToArray();
        return [.. _violations.Take(SchemaLimits.MaxViolations - 1), new SchemaViolation("", "", reason)];
    }
}
