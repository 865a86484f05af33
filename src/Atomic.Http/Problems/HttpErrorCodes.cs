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

    /// <summary>There is no such path.</summary>
    public const string UnknownRoute = "unknown-route";

    /// <summary>The path does not take this method; <c>Allow</c> has those that it takes.</summary>
    public const string MethodNotAllowed = "method-not-allowed";

    /// <summary>None of the accepted media types can be served.</summary>
    public const string NotAcceptable = "not-acceptable";

    /// <summary>The body is not JSON by its media type, or is compressed.</summary>
    public const string UnsupportedMediaType = "unsupported-media-type";
}
