using Atomic.Acceptance.Tests.Hosting;

namespace Atomic.Acceptance.Tests.OpenAi;

/// <summary>What the official JavaScript client sees, without any change but its base URL.</summary>
/// <param name="server">The server.</param>
[Collection(OpenAiCollection.Name)]
public sealed class NodeSdkTests(OpenAiServer server)
{
    private static readonly string[] Checks =
    [
        "models.list", "models.retrieve", "chat.create", "chat.headers", "chat.stream", "chat.stream.usage", "chat.parse", "chat.tools", "chat.stream.tools", "chat.n",
        "errors.authentication", "errors.notFound", "errors.badRequest", "errors.rateLimit", "responses.create", "responses.stream", "responses.parse", "responses.state",
        "embeddings.base64", "embeddings.float", "embeddings.mixed", "abort",
    ];

    [Fact]
    public async Task Client_OnlyItsBaseUrlChanged_WorksAsWithOpenAi()
    {
        AcceptanceHost.SkipUnlessLocal();
        server.Model.Hold();

        var outcomes = await NodeSdk.RunAsync(("ATOMIC_URL", server.Process.BaseUrl.ToString()));

        outcomes.Where(static outcome => outcome.Value is not null).ShouldBeEmpty(server.Process.Output);
        outcomes.Keys.ShouldBe(Checks, ignoreOrder: true);
    }
}
