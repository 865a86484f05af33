using System.Collections.Frozen;
using Atomic.Core.Errors;

namespace Atomic.Http.Problems;

/// <summary>Every problem that this service answers with. 400: the request cannot be read. 422: it can, but not be done as it stands.</summary>
public static class ProblemTypes
{
    private static readonly FrozenDictionary<string, ProblemType> ByCode = new ProblemType[]
    {
        new(ErrorCodes.MalformedJson, "The body is not valid JSON", 400),
        new(ErrorCodes.UnknownField, "The request has an unknown field", 400),
        new(ErrorCodes.InvalidField, "A field of the request is invalid", 400),
        new(HttpErrorCodes.InvalidHeader, "A header is invalid", 400),
        new(HttpErrorCodes.InvalidParameter, "A query parameter is invalid", 400),
        new(HttpErrorCodes.UnknownParameter, "The query has an unknown parameter", 400),
        new(HttpErrorCodes.BadRequest, "The request breaks the HTTP protocol", 400),
        new(HttpErrorCodes.Unauthenticated, "A valid API key or token is needed", 401),
        new(HttpErrorCodes.Forbidden, "The key or token does not allow this", 403),
        new(ErrorCodes.NotFound, "There is nothing of this id", 404),
        new(HttpErrorCodes.UnknownModel, "There is no such model", 404),
        new(HttpErrorCodes.UnknownRoute, "There is no such path", 404),
        new(HttpErrorCodes.MethodNotAllowed, "The path does not take this method", 405),
        new(HttpErrorCodes.NotAcceptable, "None of the accepted media types can be served", 406),
        new(ErrorCodes.Conflict, "The state of what is asked for does not allow this", 409),
        new(ErrorCodes.BodyTooLarge, "The body is too large", 413),
        new(HttpErrorCodes.UnsupportedMediaType, "The body's media type is not supported", 415),
        new(ErrorCodes.ImpossiblePolicy, "No bid could ever meet the policy", 422),
        new(ErrorCodes.InvalidSchema, "The output schema cannot be used", 422),
        new(ErrorCodes.UnknownKind, "No bidder does microtasks of this kind", 422),
        new(ErrorCodes.IdempotencyKeyReused, "The idempotency key was used for another request", 422),
        new(ErrorCodes.Internal, "Something went wrong in the service", 500),
        new(ErrorCodes.NonDeterministic, "The recorded history no longer matches the code", 500),
        new(ErrorCodes.EmptyMarket, "The market has no bidders", 503),
        new(ErrorCodes.InvalidMarket, "The market's configuration cannot be used", 503),
        new(ErrorCodes.InvalidConfiguration, "The service's configuration cannot be used", 503),
        new(ErrorCodes.DatabaseTooNew, "The database was written by a newer version", 503),
        new(ErrorCodes.DatabaseLocked, "Another process has the database open", 503, IsTemporary: true),
        new(ErrorCodes.StorageUnavailable, "The storage account does not serve", 503, IsTemporary: true),
        new(ErrorCodes.Overloaded, "The service has as much work as it takes", 503, IsTemporary: true),
        new(HttpErrorCodes.IdentityUnavailable, "No token can be checked now", 503, IsTemporary: true),
        new(ErrorCodes.ShuttingDown, "The service is shutting down", 503, IsTemporary: true),
    }.ToFrozenDictionary(static type => type.Code);

    /// <summary>All of them.</summary>
    public static IReadOnlyCollection<ProblemType> All => ByCode.Values;

    /// <summary>The problem type of that code, or null.</summary>
    /// <param name="code">The code.</param>
    public static ProblemType? Find(string code) => ByCode.GetValueOrDefault(code);
}
