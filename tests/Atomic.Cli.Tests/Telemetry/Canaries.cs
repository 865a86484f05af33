namespace Atomic.Cli.Tests.Telemetry;

/// <summary>Words that stand nowhere but in what must not leave the house by its telemetry.</summary>
internal static class Canaries
{
    public const string Input = "canary-input-7f3a";
    public const string Instructions = "canary-instructions-91cc";
    public const string Output = "canary-output-d05e";
    public const string Schema = "canary-schema-2b88";
    public const string Tag = "canary-tag-44e1";
    public const string Comment = "canary-comment-a6b7";
    public const string ApiKey = "canary-apikey-c39d";
    public const string IdempotencyKey = "canary-idempotency-5510";

    /// <summary>Stands in a URL, which the console log has on request, but what is exported has not.</summary>
    public const string Query = "canary-query-e8d2";

    public static IReadOnlyList<string> All { get; } = [Input, Instructions, Output, Schema, Tag, Comment, ApiKey, IdempotencyKey];
}
