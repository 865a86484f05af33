namespace Atomic.Replay.Server;

/// <summary>An error as an OpenAI-compatible service gives it.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Message">What is wrong; never text of the request.</param>
/// <param name="Type">The family of the error.</param>
/// <param name="Param">The field that is wrong, where there is one.</param>
/// <param name="Code">The error in one word, where there is one.</param>
internal sealed record OpenAIError(int Status, string Message, string Type, string? Param, string? Code)
{
    private const string InvalidRequest = "invalid_request_error";

    public static OpenAIError BadJson { get; } = new(
        StatusCodes.Status400BadRequest, "We could not parse the JSON body of your request.", InvalidRequest, null, null);

    public static OpenAIError BodyTooLarge { get; } = new(
        StatusCodes.Status413PayloadTooLarge, "The body of the request is larger than 1 MiB.", InvalidRequest, null, "request_too_large");

    public static OpenAIError NotRecorded { get; } = new(
        StatusCodes.Status404NotFound, "Nothing is recorded for this input and model.", InvalidRequest, "messages", "not_recorded");

    public static OpenAIError ServerError { get; } = new(
        StatusCodes.Status500InternalServerError, "The server had an error while processing your request.", "server_error", null, null);

    public static OpenAIError RateLimit { get; } = new(
        StatusCodes.Status429TooManyRequests, "Rate limit reached for requests. Please try again later.", "requests", null, "rate_limit_exceeded");

    public static OpenAIError UnknownRoute { get; } = new(
        StatusCodes.Status404NotFound, "Unknown request URL or method.", InvalidRequest, null, "unknown_url");

    public static OpenAIError ModelNotFound { get; } = new(
        StatusCodes.Status404NotFound, "The model does not exist.", InvalidRequest, "model", "model_not_found");

    public static OpenAIError Missing(string param) => new(
        StatusCodes.Status400BadRequest, $"Missing required parameter: '{param}'.", InvalidRequest, param, "missing_required_parameter");

    public static OpenAIError WrongType(string param, string expected) => new(
        StatusCodes.Status400BadRequest, $"Invalid type for '{param}': expected {expected}.", InvalidRequest, param, "invalid_type");

    public static OpenAIError WrongValue(string message) => new(
        StatusCodes.Status400BadRequest, message, InvalidRequest, null, "invalid_value");

    public static OpenAIError Of(BadHttpRequestException error) =>
        error.StatusCode == StatusCodes.Status413PayloadTooLarge ? BodyTooLarge : BadJson with { Status = error.StatusCode };

    public void Write(AnswerBuffer buffer)
    {
        var json = buffer.StartJson();
        json.WriteStartObject();
        json.WriteStartObject("error"u8);
        json.WriteString("message"u8, Message);
        json.WriteString("type"u8, Type);
        json.WriteString("param"u8, Param);
        json.WriteString("code"u8, Code);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
    }
}
