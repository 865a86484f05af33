using System.Runtime.InteropServices;

namespace Atomic.Replay.Server;

/// <summary>The fields of a chat completion request as they are read, and the first thing found wrong.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ChatRequestFields
{
    /// <summary>The most choices that may be asked for, as OpenAI has it.</summary>
    public const int MostChoices = 128;

    public string? Model;
    public string? Input;
    public bool HasMessages;
    public bool Stream;
    public bool IncludeUsage;
    public int? Choices;
    public string? FirstTool;
    public string? ChosenTool;
    public bool UsesNoTool;
    public bool ToolHasAnswered;
    public OpenAIError? Error;

    // A tool is called once: after its answer, the recorded text follows.
    private readonly string? Tool => UsesNoTool || ToolHasAnswered ? null : ChosenTool ?? FirstTool;

    public readonly (ChatRequest? Request, OpenAIError? Error) Finish()
    {
        if (Error is not null)
            return (null, Error);
        if (Model is null)
            return (null, OpenAIError.Missing("model"));
        if (!HasMessages)
            return (null, OpenAIError.Missing("messages"));
        if (Input is null)
            return (null, OpenAIError.WrongValue("'messages' has no message of the role 'user', so there is no input to look up."));
        return (new ChatRequest(Model, Input, Stream, IncludeUsage, Choices ?? 1, Tool), null);
    }
}
