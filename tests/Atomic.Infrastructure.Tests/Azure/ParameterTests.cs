using System.Text.Json;
using System.Text.RegularExpressions;

namespace Atomic.Infrastructure.Tests.Azure;

/// <summary>main.parameters.json fits main.bicep.</summary>
public sealed partial class ParameterTests(Deployments deployments)
{
    [Fact]
    public async Task File_Names_OnlyParametersThatExist()
    {
        using var template = await TemplateAsync();
        using var file = JsonDocument.Parse(Sources.Read("main.parameters.json"));
        var known = Names(template.RootElement.GetProperty("parameters"));

        Names(file.RootElement.GetProperty("parameters")).Except(known).ShouldBeEmpty();
    }

    [Fact]
    public async Task File_Names_EveryParameterWithoutADefault()
    {
        using var template = await TemplateAsync();
        using var file = JsonDocument.Parse(Sources.Read("main.parameters.json"));
        var required = template.RootElement.GetProperty("parameters").EnumerateObject()
            .Where(static parameter => !parameter.Value.TryGetProperty("defaultValue", out _)).Select(static parameter => parameter.Name);

        required.Except(Names(file.RootElement.GetProperty("parameters"))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Defaults_OfTheFile_AreThoseOfTheTemplate()
    {
        using var template = await TemplateAsync();
        using var file = JsonDocument.Parse(Sources.Read("main.parameters.json"));
        var parameters = template.RootElement.GetProperty("parameters");

        foreach (var entry in file.RootElement.GetProperty("parameters").EnumerateObject())
        {
            if (Substitution().Match(entry.Value.GetProperty("value").ToString()) is { Success: true } match)
                match.Groups["value"].Value.ShouldBe(parameters.GetProperty(entry.Name).GetProperty("defaultValue").GetRawText().Trim('"'), entry.Name);
        }
    }

    [Fact]
    public async Task Parameters_AllOfThem_AreDescribed()
    {
        using var template = await TemplateAsync();

        template.RootElement.GetProperty("parameters").EnumerateObject()
            .Where(static parameter => Deployment.Value(parameter.Value, "metadata.description") is null).Select(static parameter => parameter.Name)
            .ShouldBeEmpty();
    }

    private async Task<JsonDocument> TemplateAsync() => JsonDocument.Parse((await deployments.Template).Out);

    private static List<string> Names(JsonElement parameters) => [.. parameters.EnumerateObject().Select(static parameter => parameter.Name)];

    [GeneratedRegex(@"^\$\{[A-Z_]+=(?<value>[^}]*)\}$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Substitution();
}
