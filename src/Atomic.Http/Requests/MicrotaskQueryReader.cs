using System.Globalization;
using Atomic.Http.Problems;
using Atomic.Http.Responses;
using Atomic.Orchestration.Service;
using Atomic.Orchestration.Submissions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Atomic.Http.Requests;

/// <summary>Reads <c>?kind=&amp;status=&amp;since=&amp;top=&amp;continuation=</c>. A parameter that is misspelt is refused, so that it never silently lists too much.</summary>
internal static class MicrotaskQueryReader
{
    private const int MaxTop = 1000;
    private const int MaxContinuationLength = 1024;
    private const DateTimeStyles Utc = DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal;

    private static readonly string[] Parameters = ["kind", "status", "since", "top", "continuation"];
    private static readonly string[] TimeFormats = ["yyyy-MM-dd", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <summary>Reads the query.</summary>
    /// <param name="query">The query of the request.</param>
    public static Result<MicrotaskQuery> Read(IQueryCollection query)
    {
        var read = new MicrotaskQuery();
        foreach (var (name, values) in query)
        {
            if (!Parameters.Contains(name, StringComparer.Ordinal))
            {
                return new Problem(
                    HttpErrorCodes.UnknownParameter,
                    $"{Quote(name)} is not a parameter of this list{NameSuggestion.Clause(name, Parameters)}");
            }

            if (Apply(ref read, name, values) is { } problem) return problem;
        }

        return read;
    }

    private static Problem? Apply(ref MicrotaskQuery query, string name, StringValues values)
    {
        if (values.Count != 1 || values[0] is not { Length: > 0 } value) return Invalid(name, "must be given once, with a value");
        switch (name)
        {
            case "kind":
                query = query with { Kind = value };
                return KindName.IsValid(value) ? null : Invalid(name, $"must match {KindName.Pattern}");
            case "status":
                var isStatus = StatusName.TryParse(value, out var status);
                query = query with { Status = status };
                return isStatus ? null : Invalid(name, $"must be one of {string.Join(", ", StatusName.All)}");
            case "since":
                var isTime = DateTimeOffset.TryParseExact(value, TimeFormats, CultureInfo.InvariantCulture, Utc, out var since);
                query = query with { Since = since };
                return isTime ? null : Invalid(name, "must be a time such as 2026-01-31T12:00:00Z, with a + in its offset sent as %2B");
            case "top":
                var isCount = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var top) && top is >= 1 and <= MaxTop;
                query = query with { Top = top };
                return isCount ? null : Invalid(name, $"must be a whole number from 1 to {MaxTop}");
            default:
                query = query with { Continuation = value };
                return value.Length <= MaxContinuationLength ? null : Invalid(name, "must be the continuation of an earlier page");
        }
    }

    private static string Quote(string name) => name.Length <= 64 ? $"\"{name}\"" : "A name of more than 64 characters";

    private static Problem Invalid(string name, string predicate) => new(HttpErrorCodes.InvalidParameter, $"The parameter {name} {predicate}.");
}
