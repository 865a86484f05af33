using System.Xml;
using System.Xml.Linq;

namespace Atomic.Core.Tests.Explanations;

/// <summary>Reads a page as the strictest reader there is: an XML parser.</summary>
internal static class HtmlReading
{
    public static readonly XNamespace Html = "http://www.w3.org/1999/xhtml";

    public static XDocument Parse(string page)
    {
        using var text = new StringReader(page);
        using var reader = XmlReader.Create(text, new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null });
        return XDocument.Load(reader);
    }
}
