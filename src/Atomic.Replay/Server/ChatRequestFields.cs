using System.Runtime.InteropServices;

namespace Atomic.Replay.Server;

/// <summary>The fields of a chat completion request as they are read, and the first thing found wrong.</summary>
[StructLayout(LayoutKind.Auto)]
internal struct ChatRequestFields
{
    public string? Model;
    public string? Input;
    public bool HasMessages;
    public bool Stream;
    public bool IncludeUsage;
    public OpenAIError? Error;

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
        return (new ChatRequest(Model, Input, Stream, IncludeUsage), null);
    }
}
