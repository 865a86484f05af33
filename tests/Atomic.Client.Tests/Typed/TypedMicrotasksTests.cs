using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization;
using Atomic.Client.Microtasks;
using Atomic.Client.Tests.Fixtures;
using Atomic.Client.Typed;

namespace Atomic.Client.Tests.Typed;

public sealed class TypedMicrotasksTests
{
    private static readonly Microtask Email = Microtask.OnText("email-routing", "I was charged twice.");
    private readonly RecordedWire _wire = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void Schema_RichType_KeepsDescriptionsEnumerationsRequiredAndNullable() =>
        Text(TypedMicrotasks.SchemaOf<Routing>()).ShouldBe(
            """{"description":"Where a mail goes","type":"object","properties":{"team":{"description":"The team that answers","type":"string","enum":["Billing","Returns","Shipping"]},"reason":{"description":"In one sentence","type":["string","null"]},"tags":{"type":"array","items":{"type":"string"}},"urgency":{"type":["integer","null"]},"due":{"type":"string","format":"date-time"},"confidence":{"type":"number"},"customer":{"type":"object","properties":{"name":{"type":"string"},"vip":{"type":"boolean"}},"required":["name"],"additionalProperties":false}},"required":["team","reason","tags","customer"],"additionalProperties":false}""");

    [Fact]
    public void Schema_RecursiveType_RefersToDefinitionsOnly() =>
        Text(TypedMicrotasks.SchemaOf<Folder>()).ShouldBe(
            """{"type":"object","properties":{"name":{"type":"string"},"folders":{"type":"array","items":{"$ref":"#"}}},"required":["name","folders"],"additionalProperties":false}""");

    [Fact]
    public void Schema_RecursiveTypeInsideAnother_RefersToDefinitionsOnly() =>
        Text(TypedMicrotasks.SchemaOf<Drive>()).ShouldBe(
            """{"type":"object","properties":{"root":{"type":"object","properties":{"name":{"type":"string"},"folders":{"$ref":"#/$defs/folders"}},"required":["name","folders"],"additionalProperties":false},"label":{"type":"string"}},"required":["root","label"],"additionalProperties":false,"$defs":{"folders":{"type":"array","items":{"type":"object","properties":{"name":{"type":"string"},"folders":{"$ref":"#/$defs/folders"}},"required":["name","folders"],"additionalProperties":false}}}}""");

    [Fact]
    public void Schema_ListOfRecursiveType_IsWrappedAndStillRefersToDefinitions()
    {
        var schema = TypedMicrotasks.SchemaOf<List<Folder>>()!.Value;

        References(schema).ShouldNotBeEmpty();
        References(schema).Except(schema.GetProperty("$defs").EnumerateObject().Select(static definition => $"#/$defs/{definition.Name}")).ShouldBeEmpty();
        schema.GetProperty("required").GetRawText().ShouldBe("""["value"]""");
    }

    [Theory]
    [InlineData(typeof(int), """{"type":"integer"}""")]
    [InlineData(typeof(Team), """{"type":"string","enum":["Billing","Returns","Shipping"]}""")]
    [InlineData(typeof(string[]), """{"type":"array","items":{"type":"string"}}""")]
    public void Schema_NoObject_IsTheOneMemberOfAnObject(Type type, string own)
    {
        var schema = (JsonElement?)typeof(TypedMicrotasks).GetMethods().Single(static method => method is { Name: "SchemaOf" } && method.GetParameters().Length == 0).MakeGenericMethod(type).Invoke(null, null);

        Text(schema).ShouldBe($$"""{"type":"object","properties":{"value":{{own}}},"required":["value"],"additionalProperties":false}""");
    }

    [Fact]
    public void Schema_Text_IsNone() => TypedMicrotasks.SchemaOf<string>().ShouldBeNull();

    [Fact]
    public async Task Run_Object_SendsTheSchemaAndReadsTheValue()
    {
        _wire.Ok(Answers.Succeeded("""{"team":"Billing","reason":null,"tags":["double"],"customer":{"name":"Ann"}}"""));
        using var client = Clients.Client(_wire);

        var result = await client.RunAsync<Routing>(Email, Stop);

        result.Value.Team.ShouldBe(Team.Billing);
        result.Value.Tags.ShouldBe(["double"]);
        result.Value.Confidence.ShouldBe(0.5);
        (result.Id, result.CostUsd, result.Award!.Bidder).ShouldBe(("mt-1", 0.00012, "small"));
        using var body = JsonDocument.Parse(_wire.Only.Body);
        body.RootElement.GetProperty("outputSchema").GetRawText().ShouldBe(TypedMicrotasks.SchemaOf<Routing>()!.Value.GetRawText());
    }

    [Fact]
    public async Task Run_NoObject_IsUnwrapped()
    {
        _wire.Ok(Answers.Succeeded("""{"value":["a","b"]}""")).Ok(Answers.Succeeded("""{"value":"Returns"}""")).Ok(Answers.Succeeded("""{"value":null}""")).Ok(Answers.Succeeded("\"as it is\""));
        using var client = Clients.Client(_wire);

        (await client.RunAsync<string[]>(Email, Stop)).Value.ShouldBe(["a", "b"]);
        (await client.RunAsync<Team>(Email, Stop)).Value.ShouldBe(Team.Returns);
        (await client.RunAsync<int?>(Email, Stop)).Value.ShouldBeNull();
        (await client.RunAsync<string>(Email, Stop)).Value.ShouldBe("as it is");
    }

    [Fact]
    public async Task Run_GeneratedAtBuildTime_NeedsNoReflection()
    {
        _wire.Ok(Answers.Succeeded("""{"name":"top","folders":[{"name":"sub","folders":[]}]}"""));
        using var client = Clients.Client(_wire);

        var result = await client.RunAsync(Email, TypedJson.Default.Folder, Stop);

        result.Value.Folders.ShouldHaveSingleItem().Name.ShouldBe("sub");
        _wire.Only.Body.ShouldContain("\"outputSchema\":{\"type\":\"object\"");
    }

    [Theory]
    [InlineData("""{"team":"Nobody","reason":null,"tags":[],"customer":{"name":"Ann"}}""")]
    [InlineData("""{"team":"Billing","reason":null,"tags":null,"customer":{"name":"Ann"}}""")]
    [InlineData("""{"team":"Billing","reason":null,"tags":[]}""")]
    [InlineData("""{"team":"Billing","reason":null,"tags":[],"customer":{"name":"Ann"},"more":1}""")]
    [InlineData("\"Billing\"")]
    [InlineData("null")]
    public async Task Run_AnswerOfAnotherForm_IsOneClearFailure(string output)
    {
        _wire.Ok(Answers.Succeeded(output));
        using var client = Clients.Client(_wire);

        var failure = await Should.ThrowAsync<AtomicClientException>(client.RunAsync<Routing>(Email, Stop));

        (failure.Code, failure.MicrotaskId).ShouldBe((AtomicClientException.OutputMismatch, "mt-1"));
        failure.Message.ShouldStartWith("The answer of microtask mt-1 is no Routing: ");
    }

    [Fact]
    public async Task Run_WithoutAnswer_TellsWhyOnceTheValueIsAsked()
    {
        _wire.Ok(Answers.Succeeded("null").Replace("\"succeeded\"", "\"no-award\",\"detail\":\"No bid met the policy.\"", StringComparison.Ordinal));
        using var client = Clients.Client(_wire);

        var result = await client.RunAsync<Routing>(Email, Stop);

        result.Status.ShouldBe(MicrotaskStatus.NoAward);
        result.ValueOrDefault.ShouldBeNull();
        Should.Throw<AtomicClientException>(() => result.Value).Message.ShouldContain("No bid met the policy.");
    }

    [Fact]
    public async Task Run_SchemaGivenTwice_IsRefused()
    {
        using var client = Clients.Client(_wire);

        await Should.ThrowAsync<ArgumentException>(client.RunAsync<Routing>(Email with { OutputSchema = TypedMicrotasks.SchemaOf<Folder>() }, Stop));
    }

    private static string Text(JsonElement? schema) => schema!.Value.GetRawText();

    private static List<string> References(JsonElement schema) => schema.ValueKind switch
    {
        JsonValueKind.Object => [.. schema.EnumerateObject().SelectMany(static member => member.Name == "$ref" ? [member.Value.GetString()!] : References(member.Value))],
        JsonValueKind.Array => [.. schema.EnumerateArray().SelectMany(References)],
        _ => [],
    };
}

public enum Team
{
    Billing,
    Returns,
    Shipping,
}

[Description("Where a mail goes")]
public sealed record Routing([property: Description("The team that answers")] Team Team, [property: Description("In one sentence")] string? Reason, IReadOnlyList<string> Tags)
{
    public int? Urgency { get; init; }

    public DateTimeOffset Due { get; init; }

    public double Confidence { get; init; } = 0.5;

    public required Customer Customer { get; init; }
}

public sealed record Customer
{
    public required string Name { get; init; }

    public bool Vip { get; init; }
}

public sealed record Folder(string Name, IReadOnlyList<Folder> Folders);

public sealed record Drive(Folder Root, string Label);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Folder))]
internal sealed partial class TypedJson : JsonSerializerContext;
