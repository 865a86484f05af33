using System.Diagnostics.CodeAnalysis;

namespace Atomic.Orchestration.Service;

/// <summary>A value, or the problem for which there is none.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly struct Result<T>
    where T : class
{
    private Result(T? value, Problem? problem) => (Value, Problem) = (value, problem);

    /// <summary>The value; null where there is a problem.</summary>
    public T? Value { get; }

    /// <summary>The problem; null where there is a value.</summary>
    public Problem? Problem { get; }

    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Result<T>(T value) => new(value, null);

    /// <summary>A problem.</summary>
    /// <param name="problem">The problem.</param>
    public static implicit operator Result<T>(Problem problem) => new(null, problem);

    /// <summary>A value.</summary>
    /// <param name="value">The value.</param>
    public static Result<T> FromValue(T value) => new(value, null);

    /// <summary>A problem.</summary>
    /// <param name="problem">The problem.</param>
    public static Result<T> FromProblem(Problem problem) => new(null, problem);

    /// <summary>Whether there is a value, and which; else the problem.</summary>
    /// <param name="value">The value.</param>
    /// <param name="problem">The problem.</param>
    public bool TryGet([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        value = Value;
        problem = Problem;
        return value is not null;
    }
}
