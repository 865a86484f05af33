using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Atomic.Core.Explanations;

namespace Atomic.Core.Tests.Explanations;

public sealed class ExplanationHtmlTests
{
    public static TheoryData<string> States => [.. DecisionRecordCases.All.Keys];

    [Theory]
    [MemberData(nameof(States))]
    public void Write_EveryState_IsOneSelfContainedPage(string state)
    {
        var page = HtmlReading.Parse(ExplanationHtml.Write(Explanation.Of(DecisionRecordCases.All[state])));

        var names = page.Descendants().Select(static element => element.Name.LocalName).ToHashSet();
        names.ShouldNotContain("script");
        names.ShouldNotContain("link");
        names.ShouldNotContain("img");
        names.ShouldNotContain("a");
        page.Descendants().Attributes().Select(static attribute => attribute.Name.LocalName)
            .Where(static name => name.StartsWith("on", StringComparison.Ordinal) || name is "style" or "src" or "href")
            .ShouldBeEmpty();
        page.Descendants(HtmlReading.Html + "h1").ShouldHaveSingleItem();
        page.Descendants(HtmlReading.Html + "th").Where(static th => th.Attribute("scope") is null).ShouldBeEmpty();
        page.Descendants(HtmlReading.Html + "style").Single().Value.ShouldNotContain("url(");
    }

    [Fact]
    public void Write_Page_StatesThePolicyThatAllowsItsStyleAlone()
    {
        var page = HtmlReading.Parse(ExplanationHtml.Write(Explanation.Of(DecisionRecordCases.Succeeded)));

        var style = page.Descendants(HtmlReading.Html + "style").Single().Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        ExplanationHtml.ContentSecurityPolicy.ShouldBe($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'");
        page.Descendants(HtmlReading.Html + "meta").Attributes("content").Select(static attribute => attribute.Value).ShouldContain(ExplanationHtml.ContentSecurityPolicy);
    }

    [Fact]
    public void Write_HostileText_StaysText()
    {
        const string Hostile = "</pre></style><script>alert(1)</script>&amp;\" onload='x' \u0000\u0001\u202E <!-- ]]>";
        var record = HostileRecords.Of(Hostile);

        var html = ExplanationHtml.Write(Explanation.Of(record));

        html.ShouldNotContain("<script");
        var page = HtmlReading.Parse(html);
        page.Descendants().Select(static element => element.Name.LocalName).ShouldNotContain("script");
        var text = page.Root!.Value;
        text.ShouldContain("</pre></style><script>alert(1)</script>&amp;\" onload='x' ␀␁[U+202E] <!-- ]]>");
        text.ShouldNotContain("\u202E");
    }

    [Fact]
    public void Write_Bars_AreToOneScale()
    {
        var page = HtmlReading.Parse(ExplanationHtml.Write(Explanation.Of(DecisionRecordCases.Succeeded)));
        XNamespace svg = "http://www.w3.org/2000/svg";

        var values = page.Descendants(svg + "rect").Where(static part => (string?)part.Attribute("class") == "value").Select(static part => (double)part.Attribute("width")!);

        values.Max().ShouldBe(1000, 0.001);
        foreach (var bar in page.Descendants(svg + "svg"))
        {
            var ends = bar.Elements(svg + "rect").Select(static part => (double)part.Attribute("x")! + (double)part.Attribute("width")!);
            ends.ShouldAllBe(static end => end <= 1000.01);
        }
    }
}
