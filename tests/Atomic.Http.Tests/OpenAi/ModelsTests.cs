using System.Text.Json;

namespace Atomic.Http.Tests.OpenAi;

public sealed class ModelsTests : OpenAiTest
{
    [Fact]
    public async Task List_OfTheMarket_HasHousePresetsKindsAndBidders()
    {
        using var response = await GetAsync("/v1/models");

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("object").GetString().ShouldBe("list");
        var models = json.RootElement.GetProperty("data").EnumerateArray().ToList();
        models.Select(static model => model.GetProperty("id").GetString()).ShouldBe(
            ["atomic", "atomic/balanced", "atomic/economy", "atomic/quality", "atomic/realtime", "atomic/email-routing", "azure/other", "gpt-eu", "gpt-us", "router", "vectors-eu", "vectors-us"]);
        models.ShouldAllBe(static model => model.GetProperty("object").GetString() == "model" && model.GetProperty("created").GetInt64() > 0);
        models[0].GetProperty("owned_by").GetString().ShouldBe("atomic");
        models[7].GetProperty("owned_by").GetString().ShouldBe("gpt");
    }

    [Theory]
    [InlineData("atomic", "atomic")]
    [InlineData("atomic/economy", "atomic/economy")]
    [InlineData("atomic%2Feconomy", "atomic/economy")]
    [InlineData("azure%2fother", "azure/other")]
    [InlineData("gpt", "gpt")]
    public async Task Get_NameWithSlashes_IsFound(string path, string id)
    {
        using var response = await GetAsync($"/v1/models/{path}");

        using var json = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        json.RootElement.GetProperty("id").GetString().ShouldBe(id);
        json.RootElement.EnumerateObject().Select(static member => member.Name).ShouldBe(["id", "object", "created", "owned_by"]);
    }

    [Fact]
    public async Task Get_UnknownName_Is404()
    {
        using var response = await GetAsync("/v1/models/gpt-9");

        await ErrorAsync(response, 404, "model_not_found", "model");
    }
}
