using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace Atomic.Core.Explanations;

/// <summary>Builds well-formed HTML (as XHTML writes it): every text and attribute value goes through the encoder.</summary>
internal sealed class HtmlText
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);
    private readonly StringBuilder _page = new();

    /// <summary>Opens an element.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes; one whose value is null is left out.</param>
    public HtmlText Open(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        _page.Append('>');
        return this;
    }

    /// <summary>Closes an element.</summary>
    /// <param name="name">Its name.</param>
    public HtmlText Close(string name)
    {
        _page.Append("</").Append(name).Append('>');

        // A line end after an element in running text would show as a space.
        if (name is not ("code" or "span" or "strong" or "small" or "time")) _page.Append('\n');
        return this;
    }

    /// <summary>An element without content.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="attributes">Its attributes.</param>
    public HtmlText Void(string name, params ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        Start(name, attributes);
        _page.Append(" />");
        return this;
    }

    /// <summary>Text.</summary>
    /// <param name="text">The text.</param>
    public HtmlText Text(string text)
    {
        _page.Append(Encoder.Encode(VisibleText.Of(text)));
        return this;
    }

    /// <summary>An element that holds text.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="text">The text.</param>
    /// <param name="attributes">Its attributes.</param>
    public HtmlText Leaf(string name, string text, params ReadOnlySpan<(string Name, string? Value)> attributes) =>
        Open(name, attributes).Text(text).Close(name);

    /// <summary>Text of our own that is markup already.</summary>
    /// <param name="markup">The markup; never anything of a caller, a bidder or an endpoint.</param>
    public HtmlText Markup(string markup)
    {
        _page.Append(markup);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => _page.ToString();

    private void Start(string name, ReadOnlySpan<(string Name, string? Value)> attributes)
    {
        _page.Append('<').Append(name);
        foreach (var (attribute, value) in attributes)
        {
            if (value is not null) _page.Append(' ').Append(attribute).Append("=\"").Append(Encoder.Encode(VisibleText.Line(value))).Append('"');
        }
    }
}
