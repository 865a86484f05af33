using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atomic.Cli.Tests.Processes;

namespace Atomic.Cli.Tests;

public sealed partial class KeyTests : IDisposable
{
    private readonly WorkFolder _folder = new();

    [Fact]
    public async Task Key_OverItsWholeLife_IsShownOnceListedAndRevoked()
    {
        await using var create = await RunAsync("key", "create", "--tenant", "support", "--scope", "run", "--scope", "read", "--label", "ticket [router]", "--expires-in-days", "30");
        create.ExitCode.ShouldBe(0, create.Errors);
        var key = create.Out.Trim();
        KeyForm().IsMatch(key).ShouldBeTrue(create.Out);
        create.Errors.ShouldContain("shown this once");
        create.Errors.ShouldContain("also from this machine");
        create.Errors.ShouldNotContain(key.Split('_')[2]);
        var id = key.Split('_')[1];

        await using var second = await RunAsync("key", "create", "--tenant", "other", "--scope", "admin", "--json");
        second.ExitCode.ShouldBe(0, second.Errors);
        JsonDocument.Parse(second.Out).RootElement.TryGetProperty("notice", out _).ShouldBeFalse("only the first key changes something");

        await using var table = await RunAsync("key", "list");
        table.Out.ShouldContain("ticket [router]");
        table.Out.ShouldContain("until");
        await using var revoke = await RunAsync("key", "revoke", key);
        revoke.ExitCode.ShouldBe(0, revoke.Errors);
        await using var list = await RunAsync("key", "list", "--tenant", "support", "--json");
        var listed = JsonDocument.Parse(list.Out).RootElement.GetProperty("items").EnumerateArray().ShouldHaveSingleItem();
        listed.GetProperty("id").GetString().ShouldBe(id);
        listed.GetProperty("revokedAt").ValueKind.ShouldBe(JsonValueKind.String);
        list.Out.ShouldNotContain(key.Split('_')[2]);
    }

    [Theory]
    [InlineData(2, "key", "create", "--tenant", "support")]
    [InlineData(2, "key", "create", "--scope", "run")]
    [InlineData(2, "key", "create", "--tenant", "support", "--scope", "write")]
    [InlineData(2, "key", "create", "--tenant", "Support!", "--scope", "run")]
    [InlineData(2, "key", "create", "--tenant", "support", "--scope", "run", "--expires-in-days", "0")]
    [InlineData(4, "key", "list")]
    [InlineData(4, "key", "revoke", "0000000000000000")]
    [InlineData(3, "key", "list", "--server", "http://127.0.0.1:9")]
    [InlineData(2, "key", "list", "--storage")]
    [InlineData(2, "key", "list", "--storage", "--server", "http://127.0.0.1:9")]
    [InlineData(4, "key", "list", "--storage", "--set", "Atomic:Storage:ConnectionString=DefaultEndpointsProtocol=http;AccountName=a;AccountKey=a2V5;TableEndpoint=http://127.0.0.1:9/a;BlobEndpoint=http://127.0.0.1:9/a;QueueEndpoint=http://127.0.0.1:9/a")]
    [InlineData(2, "run", "--text", "x", "--kind", "parity", "--key", "x")]
    [InlineData(2, "market", "--key", "with\nbreak")]
    [InlineData(2, "serve", "--set", "Atomic:Access:Oidc:Authority=nonsense")]
    [InlineData(2, "serve", "--set", "Atomic:Access:Oidcc:Authority=https://x")]
    public async Task Arguments_ThatCannotBeUsed_AreRefusedWithASentence(int code, params string[] arguments)
    {
        _folder.Write("atomic.json", Market("http://127.0.0.1:9"));
        await using var atomic = await RunAsync(arguments);

        atomic.ExitCode.ShouldBe(code, atomic.Errors);
        atomic.Out.ShouldBeEmpty();
        atomic.Errors.ShouldNotBeEmpty();
        atomic.Errors.ShouldNotContain("   at Atomic", customMessage: "no stack traces");
    }

    [Fact]
    public async Task Serve_BeyondLoopbackWithoutKeys_IsRefusedAndSaysHowToMakeOne()
    {
        _folder.Write("atomic.json", Market("http://127.0.0.1:9"));
        await using var serve = await RunAsync("serve", "--urls", "http://0.0.0.0:0");

        serve.ExitCode.ShouldBe(2, serve.Errors);
        serve.Errors.ShouldContain("0.0.0.0");
        serve.Errors.ShouldContain("atomic key create");
    }

    [Fact]
    public async Task Serve_WithKeys_ServesWhoHasOneAlsoFromBeyondLoopback()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There is no SIGTERM to send.");
        await using var replay = AtomicProcess.Start(_folder.Path, "replay-server", "--recording", "recording", "--json");
        await replay.HearAsync("Ctrl-C stops");
        _folder.Write("atomic.json", Market(JsonDocument.Parse(replay.Out).RootElement.GetProperty("url").GetString()!));
        await using var create = await RunAsync("key", "create", "--tenant", "support", "--scope", "run");
        var runKey = create.Out.Trim();
        await using var createAdmin = await RunAsync("key", "create", "--tenant", "house", "--scope", "admin");
        var adminKey = createAdmin.Out.Trim();

        // A client in the same process needs no key that somebody made: the house is its own.
        await using var inside = await RunAsync("run", "--text", "Is the number 2 even?", "--kind", "parity", "--json");
        inside.ExitCode.ShouldBe(0, inside.Errors);

        await using (var serve = AtomicProcess.Start(_folder.Path, "serve", "--urls", "http://0.0.0.0:0", "--json"))
        {
            await serve.HearAsync("Ctrl-C stops");
            var served = JsonDocument.Parse(serve.Out).RootElement;
            served.GetProperty("access").GetString().ShouldBe("key");
            var port = new Uri(served.GetProperty("urls")[0].GetString()!).Port;
            var url = $"http://127.0.0.1:{port}";

            await using var without = await RunAsync("run", "--text", "Is the number 2 even?", "--kind", "parity", "--server", url);
            without.ExitCode.ShouldBe(2, without.Errors);
            without.Errors.ShouldContain("ATOMIC_API_KEY");
            await using var with = await RunWithKeyAsync(runKey, "run", "--text", "Is the number 2 even?", "--kind", "parity", "--server", url, "--json");
            with.ExitCode.ShouldBe(0, with.Errors);
            await using var market = await RunAsync("market", "--server", url, "--key", runKey);
            market.ExitCode.ShouldBe(2, market.Errors);
            market.Errors.ShouldContain("scope read");

            await using var locked = await RunAsync("key", "list");
            locked.ExitCode.ShouldBe(4, locked.Errors);
            locked.Errors.ShouldContain("--server");
            await using var reader = await RunAsync("key", "create", "--tenant", "support", "--scope", "read", "--server", url, "--key", adminKey);
            reader.ExitCode.ShouldBe(0, reader.Errors);
            await using var read = await RunWithKeyAsync(reader.Out.Trim(), "market", "--server", url, "--json");
            read.ExitCode.ShouldBe(0, read.Errors);
            await using var revoke = await RunAsync("key", "revoke", reader.Out.Trim().Split('_')[1], "--server", url, "--key", adminKey);
            revoke.ExitCode.ShouldBe(0, revoke.Errors);
            await using var after = await RunWithKeyAsync(reader.Out.Trim(), "market", "--server", url);
            after.ExitCode.ShouldBe(2, after.Errors);

            await ShouldAnswerAsync(port, runKey);
            await serve.SignalAsync("TERM");
            (await serve.ExitAsync()).ShouldBe(0, serve.Errors);
            serve.Errors.ShouldNotContain(runKey.Split('_')[2]);
        }

        await replay.SignalAsync("INT");
        await replay.ExitAsync();
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>By an address of this machine that is not loopback, under a name that is nobody's, where the machine has one.</summary>
    private static async Task ShouldAnswerAsync(int port, string key)
    {
        var address = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(static network => network.GetIPProperties().UnicastAddresses)
            .Select(static unicast => unicast.Address)
            .FirstOrDefault(static found => found.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(found));
        if (address is null)
            return;
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        foreach (var (credential, status) in ((string?, HttpStatusCode)[])[(null, HttpStatusCode.Unauthorized), (key, HttpStatusCode.Forbidden)])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{address}:{port}/api/market") { Headers = { Host = "atomic.example.com" } };
            if (credential is not null)
                request.Headers.Authorization = new("Bearer", credential);
            using var response = await client.SendAsync(request);
            response.StatusCode.ShouldBe(status);
        }
    }

    private Task<AtomicProcess> RunAsync(params string[] arguments) => AtomicProcess.RunAsync(_folder.Path, arguments);

    private async Task<AtomicProcess> RunWithKeyAsync(string key, params string[] arguments)
    {
        var process = AtomicProcess.Start(_folder.Path, new Dictionary<string, string?> { ["ATOMIC_API_KEY"] = key }, arguments);
        await process.ExitAsync();
        return process;
    }

    private static string Market(string url) => $$"""
        { "Atomic": { "Market": {
            "Endpoints": { "replay": { "BaseUrl": "{{url}}" } },
            "Bidders": [ { "Id": "strong", "Endpoint": "replay", "Model": "strong", "Price": { "InputUsdPerMTok": 10, "OutputUsdPerMTok": 10 } } ] } } }
        """;

    [GeneratedRegex("^atomic_[0-9a-hjkmnp-tv-z]{16}_[0-9a-hjkmnp-tv-z]{52}$", RegexOptions.NonBacktracking)]
    private static partial Regex KeyForm();
}
