using System.Buffers;
using System.Text.Json;
using Atomic.Replay.Behaviours;

namespace Atomic.Replay.Server;

/// <summary>
/// <c>PUT /behaviours/{model}</c> replaces a model's behaviour by the JSON sent (a field left out has its default), <c>GET</c> shows it.
/// </summary>
internal sealed class BehaviourEndpoint(ReplayServerOptions options, ServedModels models)
{
    public const string Path = "/behaviours/";

    public async Task AnswerAsync(HttpContext http, string modelInPath)
    {
        // The server decodes a path except for the slash, which many model names have.
        var model = models.Find(modelInPath.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase));
        if (model is null)
        {
            await HttpAnswer.SendAsync(http, OpenAIError.ModelNotFound);
            return;
        }

        if (HttpMethods.IsPut(http.Request.Method))
        {
            var (behaviour, error) = await RequestBody.ReadAsync(http, Read);
            if (error is not null)
            {
                await HttpAnswer.SendAsync(http, error);
                return;
            }

            options.Behaviours.Set(model.Name, behaviour!);
        }

        var buffer = AnswerBuffer.Rent();
        Write(buffer, options.Behaviours.For(model.Name, model.RecordedModel));
        await HttpAnswer.SendAsync(http, StatusCodes.Status200OK, HttpAnswer.Json, buffer);
    }

    private static void Write(AnswerBuffer buffer, ReplayBehaviour behaviour)
    {
        var json = buffer.StartJson();
        JsonSerializer.Serialize(json, behaviour, BehaviourJson.Options);
        json.Flush();
    }

    private static (ReplayBehaviour? Behaviour, OpenAIError? Error) Read(ReadOnlySequence<byte> body)
    {
        try
        {
            var json = new Utf8JsonReader(body);
            var behaviour = JsonSerializer.Deserialize<ReplayBehaviour>(ref json, BehaviourJson.Options);
            if (behaviour is null)
                return (null, OpenAIError.WrongValue("The behaviour is null; send an object."));
            return behaviour.Validate() is [var problem, ..] ? (null, OpenAIError.WrongValue(problem)) : (behaviour, null);
        }
        catch (JsonException error)
        {
            // This message names the field; behaviours hold no payload that it could give away.
            return (null, OpenAIError.WrongValue(error.Message));
        }
    }
}
