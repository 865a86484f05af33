namespace Atomic.Http.Problems;

/// <summary>The stable codes of problems that only HTTP has, beside those of <see cref="Core.Errors.ErrorCodes"/>.</summary>
public static class HttpErrorCodes
{
    /// <summary>A header that this service reads has a value that it cannot take.</summary>
    public const string InvalidHeader = "invalid-header";

    /// <summary>A query parameter has a value that it cannot have.</summary>
    public const string InvalidParameter = "invalid-parameter";

    /// <summary>A query parameter that the route does not have.</summary>
    public const string UnknownParameter = "unknown-parameter";

    /// <summary>The request breaks the HTTP protocol, or its body stopped coming.</summary>
    public const string BadRequest = "bad-request";

    /// <summary>Nothing here has the name that a request gives as its model.</summary>
    public const string UnknownModel = "unknown-model";

    /// <summary>There is no such path.</summary>
    public const string UnknownRoute = "unknown-route";

    /// <summary>The path does not take this method; <c>Allow</c> has those that it takes.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>None of the accepted media types can be served.</summary>
    public const string NotAcceptable = "not-acceptable";

    /// <summary>Nobody can say who asks: there is no key or token, or none that is valid.</summary>
    public const string Unauthenticated = "unauthenticated";

    /// <summary>Who asks may not do that.</summary>
    public const string Forbidden = "forbidden";

    /// <summary>The issuer of tokens cannot be reached, so that no token can be checked.</summary>
    public const string IdentityUnavailable = "identity-unavailable";

    /// <summary>The body is not JSON by its media type, or is compressed.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";
}
