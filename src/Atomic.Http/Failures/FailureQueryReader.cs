using System.Globalization;
using Atomic.Http.Problems;
using Atomic.Orchestration.Failures;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;

namespace Atomic.Http.Failures;

/// <summary>Reads <c>?top=&amp;continuation=</c> of the failures; a parameter that is misspelt is refused.</summary>
internal static class FailureQueryReader
{
    private const int MaxTop = 1000;
    private const int MaxContinuationLength = 1024;

    private static readonly string[] Parameters = ["top", "continuation"];

    /// <summary>Reads the query.</summary>
    /// <param name="query">The query of the request.</param>
    public static Result<FailureQuery> Read(IQueryCollection query)
    {
        var read = new FailureQuery();
        foreach (var (name, values) in query)
        {
            if (values.Count != 1 || values[0] is not { Length: > 0 } value) return Invalid(name, "must be given once, with a value");
            switch (name)
            {
                case "top" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top is >= 1 and <= MaxTop:
                    read = read with { Top = top };
                    break;
                case "top":
                    return Invalid(name, $"must be a whole number from 1 to {MaxTop}");
                case "continuation" when value.Length <= MaxContinuationLength:
                    read = read with { Continuation = value };
                    break;
                case "continuation":
                    return Invalid(name, "must be the continuation of an earlier page");
                default:
                    return new Problem(HttpErrorCodes.UnknownParameter, $"{Quote(name)} is not a parameter of this list{NameSuggestion.Clause(name, Parameters)}");
            }
        }

        return read;
    }

    private static string Quote(string name) => name.Length <= 64 ? $"\"{name}\"" : "A name of more than 64 characters";

    private static Problem Invalid(string name, string predicate) => new(HttpErrorCodes.InvalidParameter, $"The parameter {Quote(name)} {predicate}.");
}
