using System.Buffers;
using System.Text.Json;

namespace Atomic.Replay.Server;

/// <summary>
/// Reads a chat completion request in one pass over the received bytes. Fields that a replay has no use for are skipped, but the whole
/// body must be JSON.
/// </summary>
internal static class ChatRequestReader
{
    /// <summary>The request, or what is wrong with it.</summary>
    public static (ChatRequest? Request, OpenAIError? Error) Read(ReadOnlySequence<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            return Read(ref json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Not JSON, or a string that is not UTF-8 or has half a surrogate pair.
            return (null, OpenAIError.BadJson);
        }
    }

    private static (ChatRequest? Request, OpenAIError? Error) Read(ref Utf8JsonReader json)
    {
        json.Read();
        if (json.TokenType != JsonTokenType.StartObject)
            return (null, OpenAIError.BadJson);

        var fields = new ChatRequestFields();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            ReadField(ref json, ref fields);

        // One more read past the end: text after the object is an error, as with any parser.
        json.Read();
        return fields.Finish();
    }

    private static void ReadField(ref Utf8JsonReader json, ref ChatRequestFields fields)
    {
        if (json.ValueTextEquals("model"u8))
        {
            json.Read();
            fields.Model = StringOrFail(ref json, "model", ref fields);
        }
        else if (json.ValueTextEquals("messages"u8))
        {
            json.Read();
            ReadMessages(ref json, ref fields);
        }
        else if (json.ValueTextEquals("stream"u8))
        {
            json.Read();
            fields.Stream = json.TokenType == JsonTokenType.True;
            json.Skip();
        }
        else if (json.ValueTextEquals("stream_options"u8))
        {
            json.Read();
            ReadStreamOptions(ref json, ref fields);
        }
        else
        {
            ReadRareField(ref json, ref fields);
        }
    }

    private static void ReadRareField(ref Utf8JsonReader json, ref ChatRequestFields fields)
    {
        if (json.ValueTextEquals("n"u8))
        {
            json.Read();
            ReadChoices(ref json, ref fields);
        }
        else if (json.ValueTextEquals("tools"u8))
        {
            json.Read();
            fields.FirstTool = ToolsReader.FirstFunction(ref json);
        }
        else if (json.ValueTextEquals("tool_choice"u8))
        {
            json.Read();
            fields.UsesNoTool = json.TokenType == JsonTokenType.String && json.ValueTextEquals("none"u8);
            fields.ChosenTool = ToolsReader.FunctionName(ref json);
        }
        else
        {
            json.Skip();
        }
    }

    private static void ReadChoices(ref Utf8JsonReader json, ref ChatRequestFields fields)
    {
        if (json.TokenType == JsonTokenType.Null)
            return;
        if (json.TokenType == JsonTokenType.Number && json.TryGetInt32(out var choices) && choices is >= 1 and <= ChatRequestFields.MostChoices)
        {
            fields.Choices = choices;
            return;
        }

        fields.Error ??= OpenAIError.WrongType("n", $"an integer from 1 to {ChatRequestFields.MostChoices}");
        json.Skip();
    }

    private static void ReadStreamOptions(ref Utf8JsonReader json, ref ChatRequestFields fields)
    {
        if (json.TokenType != JsonTokenType.StartObject)
        {
            json.Skip();
            return;
        }

        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isUsage = json.ValueTextEquals("include_usage"u8);
            json.Read();
            if (isUsage)
                fields.IncludeUsage = json.TokenType == JsonTokenType.True;
            json.Skip();
        }
    }

    private static void ReadMessages(ref Utf8JsonReader json, ref ChatRequestFields fields)
    {
        if (json.TokenType != JsonTokenType.StartArray)
        {
            fields.Error ??= OpenAIError.WrongType("messages", "an array of objects");
            json.Skip();
            return;
        }

        fields.HasMessages = true;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType == JsonTokenType.StartObject)
            {
                ReadMessage(ref json, ref fields);
            }
            else
            {
                fields.Error ??= OpenAIError.WrongType("messages", "an array of objects");
                json.Skip();
            }
        }
    }

    private static void ReadMessage(ref Utf8JsonReader json, ref ChatRequestFields fields)
    {
        // The role mostly comes first, and then only a user's text is made a string.
        bool? isUser = null;
        var isTool = false;
        string? text = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("role"u8))
            {
                json.Read();
                isUser = json.TokenType == JsonTokenType.String && json.ValueTextEquals("user"u8);
                isTool = json.TokenType == JsonTokenType.String && json.ValueTextEquals("tool"u8);
                json.Skip();
            }
            else if (isUser != false && json.ValueTextEquals("content"u8))
            {
                json.Read();
                text = ReadContent(ref json);
            }
            else
            {
                json.Skip();
            }
        }

        if (isUser == true || isTool)
            fields.ToolHasAnswered = isTool;
        if (isUser != true)
            return;
        if (text is null)
            fields.Error ??= OpenAIError.WrongType("messages.content", "a string or an array of parts with text");
        else
            fields.Input = text;
    }

    /// <summary>The content of a message: a string, or parts whose texts are put together; null where there is no text.</summary>
    private static string? ReadContent(ref Utf8JsonReader json)
    {
        if (json.TokenType == JsonTokenType.String)
            return json.GetString();
        if (json.TokenType != JsonTokenType.StartArray)
        {
            json.Skip();
            return null;
        }

        string? text = null;
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (json.TokenType != JsonTokenType.StartObject)
                json.Skip();
            else if (ReadPart(ref json) is { } part)
                text = text is null ? part : text + part;
        }

        return text;
    }

    private static string? ReadPart(ref Utf8JsonReader json)
    {
        string? text = null;
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var isText = json.ValueTextEquals("text"u8);
            json.Read();
            if (isText && json.TokenType == JsonTokenType.String)
                text = json.GetString();
            json.Skip();
        }

        return text;
    }

    private static string? StringOrFail(ref Utf8JsonReader json, string param, ref ChatRequestFields fields)
    {
        if (json.TokenType == JsonTokenType.String)
            return json.GetString();
        fields.Error ??= OpenAIError.WrongType(param, "a string");
        json.Skip();
        return null;
    }
}
