using System.Text.Json;
using Atomic.Core.Repairs;
using Atomic.Core.Tests.Schemas;

namespace Atomic.Core.Tests.Repairs;

public sealed class AnswerReaderTests
{
    private const string Routing =
        """{"type":"object","properties":{"team":{"enum":["billing","returns"]},"score":{"type":"number"},"urgent":{"type":"boolean"},"code":{"type":"string"}},"required":["team"]}""";

    [Theory]
    [InlineData("```json\n{\"team\":\"billing\"}\n```", "code-fence")]
    [InlineData("```\n{\"team\":\"billing\"}\n```\n", "code-fence")]
    [InlineData("```json {\"team\":\"billing\"}```", "code-fence")]
    [InlineData("~~~\n{\"team\":\"billing\"}\n~~~", "code-fence")]
    [InlineData("```json\n{\"team\":\"billing\"}", "code-fence")]
    [InlineData("Here you are:\n```json\n{\"team\":\"billing\"}\n```\nAnything else?", "code-fence,surrounding-text")]
    [InlineData("Sure! {\"team\":\"billing\"} Glad to be of use.", "surrounding-text")]
    [InlineData("As [the caller} asked, of {course}: {\"team\":\"billing\"}", "surrounding-text")]
    [InlineData("Of {course}: {\"team\":\"billing\"}", "surrounding-text")]
    [InlineData("{\"team\":\"billing\"} // that was easy", "comments")]
    [InlineData("{/* who */\"team\":\"billing\"}", "comments")]
    [InlineData("{\"team\":\"billing\",}", "trailing-comma")]
    [InlineData("{\"team\":\"billing\",\n// none\n}", "comments,trailing-comma")]
    [InlineData("{'team':'billing'}", "wrong-quotes")]
    [InlineData("{\u201Cteam\u201D:\u201Cbilling\u201D}", "wrong-quotes")]
    [InlineData("{\u201Eteam\u201C:\u2018billing\u2019}", "wrong-quotes")]
    [InlineData("{team:\"billing\"}", "unquoted-key")]
    [InlineData("{\"team\":\"billing\",\"urgent\":True}", "literal")]
    [InlineData("{\"team\":\"billing\",\"x\":None,\"y\":undefined}", "literal")]
    [InlineData("{\"team\":\"billing\",\"score\":\"0.5\"}", "number-as-string")]
    [InlineData("{\"team\":\"billing\",\"urgent\":\"true\"}", "boolean-as-string")]
    [InlineData("{\"team\":\"billing\",\"code\":0123}", null)]
    [InlineData("{\"team\":\"billing\",\"code\":12.30}", "string-as-number")]
    [InlineData("{\"team\":\" Billing \"}", "enum-case")]
    [InlineData("\"{\\\"team\\\":\\\"billing\\\"}\"", "double-encoded")]
    [InlineData("```\n{team:'BILLING',score:'1',}\n```", "code-fence,trailing-comma,wrong-quotes,unquoted-key,number-as-string,enum-case")]
    [InlineData("{\"team\":\"billing\"}{\"team\":\"returns\"}", null)]
    [InlineData("{\"team\":\"billing\"} or {\"team\":\"billing\"}", null)]
    [InlineData("```\n{\"team\":\"billing\"}\n```\n```\n{\"team\":\"returns\"}\n```", null)]
    [InlineData("{broken: {\"team\":\"billing\"}, and more}", null)]
    [InlineData("{\"team\":\"billing\"", null)]
    [InlineData("{\"team\":\"billing\",,}", null)]
    [InlineData("{\"team\":'it's billing'}", null)]
    [InlineData("{\"team\":\"billing\",\"score\":NaN}", null)]
    [InlineData("{\"team\":\"billing\",\"score\":Infinity}", null)]
    [InlineData("{\"team\":\"billing\",\"score\":\"1,000\"}", null)]
    [InlineData("{\"team\":\"billing\",\"score\":\" 1\"}", null)]
    [InlineData("{\"team\":\"billing\",\"urgent\":\"yes\"}", null)]
    [InlineData("{\"team\":\"billing\",\"urgent\":1}", null)]
    [InlineData("{\"team\":\"bill\"}", null)]
    [InlineData("billing", null)]
    [InlineData("{\"team\":\"billing\\ud800\"}", null)]
    [InlineData("{\"team\":\"returns\",\"team\":\"billing\"}", null)]
    public void Read_AnswerThatIsNearlyRight_IsMendedByNameOrRefused(string text, string? repairs)
    {
        var reading = AnswerReader.Read(text, SchemaCase.Compile(Routing));

        if (repairs is null)
        {
            reading.Output.ShouldBeNull();
            reading.Repairs.ShouldBeEmpty();
            reading.Violations.ShouldNotBeEmpty();
        }
        else
        {
            reading.Output!.Value.GetProperty("team").GetString().ShouldBe("billing");
            string.Join(',', reading.Repairs).ShouldBe(repairs);
            reading.Violations.ShouldBeEmpty();
        }
    }

    [Theory]
    [InlineData("{'type':'string'}", "Where is it?", "Where is it?", "bare-text")]
    [InlineData("{'type':'string'}", "See [1] and {this}.", "See [1] and {this}.", "bare-text")]
    [InlineData("{'type':'string'}", "\n  two\nlines ", "two\nlines", "bare-text")]
    [InlineData("{'type':'string'}", "'quoted'", "quoted", "wrong-quotes")]
    [InlineData("{'type':'string'}", "42", "42", "string-as-number")]
    [InlineData("{'type':'string'}", "Use\n```\ncode\n```", "Use\n```\ncode\n```", "bare-text")]
    [InlineData("{'enum':['billing','returns']}", "billing", "billing", "bare-text")]
    [InlineData("{'enum':['billing','returns']}", "Billing\n", "billing", "bare-text,enum-case")]
    [InlineData("{'enum':['billing','returns']}", "```\nreturns\n```", "returns", "code-fence,bare-text")]
    [InlineData("{'$ref':'#/$defs/t','$defs':{'t':{'type':'string','enum':['a','b']}}}", "B", "b", "bare-text,enum-case")]
    [InlineData("{'enum':['billing','returns']}", "It is billing.", null, "")]
    [InlineData("{'enum':['a','A']}", " a ", "a", "bare-text")]
    [InlineData("{'enum':['ab','AB']}", "aB", null, "")]
    [InlineData("{'type':['string','null']}", "billing", null, "")]
    public void Read_SchemaOfText_TakesBareText(string schema, string text, string? expected, string repairs)
    {
        var reading = AnswerReader.Read(text, SchemaCase.Compile(schema));

        reading.Output?.GetString().ShouldBe(expected);
        (reading.Output is null).ShouldBe(expected is null);
        string.Join(',', reading.Repairs).ShouldBe(repairs);
    }

    [Theory]
    [InlineData("{'type':'integer'}", "'42'", "42")]
    [InlineData("{'type':'integer'}", "'4.5'", null)]
    [InlineData("{'enum':[1,2]}", "'2'", "2")]
    [InlineData("{'type':['integer','null']}", "'42'", null)]
    [InlineData("{'type':['integer','string']}", "'42'", "\"42\"")]
    [InlineData("{'anyOf':[{'type':'integer'},{'type':'boolean'}]}", "'42'", null)]
    [InlineData("{'allOf':[{'type':['integer','string']},{'type':['integer','null']}]}", "'42'", "42")]
    [InlineData("{'items':{'type':'integer'}}", "['1',2]", "[1,2]")]
    [InlineData("{'prefixItems':[{'type':'string'}],'items':{'type':'integer'}}", "[1,'2']", "[\"1\",2]")]
    [InlineData("{'additionalProperties':{'type':'boolean'}}", "{'a':'false'}", "{\"a\":false}")]
    [InlineData("{'patternProperties':{'^n':{'type':'number'}},'additionalProperties':{'type':'string'}}", "{'n1':'1e2','s':1e2}", "{\"n1\":1e2,\"s\":\"1e2\"}")]
    [InlineData("{'type':'object','properties':{'in':{'type':'array','items':{'type':'integer'}}}}", "{'in':'[\\u00221\\u0022]'}", "{\"in\":[1]}")]
    [InlineData("{'type':'object','maxProperties':0}", "'{}'", "{}")]
    public void Read_ValueOfAnotherType_IsConvertedWhereOneTypeMayStand(string schema, string json, string? expected)
    {
        var reading = AnswerReader.Read(json.Replace('\'', '"'), SchemaCase.Compile(schema));

        reading.Output?.GetRawText().ShouldBe(expected);
        (reading.Output is null).ShouldBe(expected is null);
    }

    [Fact]
    public void Read_RefusedAnswer_TellsItsOwnFaultsAndNoRepairs()
    {
        var reading = AnswerReader.Read("{'team':'kitchen','score':'1'}", SchemaCase.Compile(Routing));

        reading.IsJson.ShouldBeTrue();
        reading.Repairs.ShouldBeEmpty();
        reading.Violations.Select(static violation => violation.InstancePointer).ShouldBe(["/team", "/score"]);
    }

    [Fact]
    public void Read_UnpairedSurrogateInTheText_IsRefused() =>
        AnswerReader.Read("{\"team\":\"billing\ud800\"}", SchemaCase.Compile(Routing)).Violations.ShouldHaveSingleItem().Message.ShouldContain("Unicode");

    [Fact]
    public void All_Names_AreThoseOfTheConstants() =>
        RepairNames.All.ShouldBe(
            typeof(RepairNames).GetFields().Where(static field => field.IsLiteral).Select(static field => (string)field.GetRawConstantValue()!), ignoreOrder: true);

    [Fact]
    public void Read_RepairedAnswer_IsWrittenWithLettersAsLetters() =>
        AnswerReader.Read("{\"team\":\"BILLING\",\"code\":\"Größe\"}", SchemaCase.Compile(Routing)).Output!.Value.GetRawText()
            .ShouldBe(JsonElement.Parse("{\"team\":\"billing\",\"code\":\"Größe\"}"u8).GetRawText());
}
