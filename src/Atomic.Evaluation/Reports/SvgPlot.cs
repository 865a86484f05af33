using System.Globalization;
using System.Net;
using System.Text;
using Atomic.Evaluation.Metrics;

namespace Atomic.Evaluation.Reports;

/// <summary>Draws lines and points between two axes as SVG, without a script, a font or a reference to anything outside.</summary>
internal sealed class SvgPlot
{
    private const double Width = 760;
    private const double Height = 480;
    private const double Left = 64;
    private const double Right = 24;
    private const double Top = 40;
    private const double Bottom = 56;
    private const int Ticks = 6;

    // An axis that reaches so far counts something: two decimals would be noise.
    private const double WholeNumbers = 100;

    private readonly StringBuilder _body = new();
    private readonly CurvePoint _least;
    private readonly CurvePoint _most;
    private int _legend;

    /// <summary>An empty plot.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="horizontal">What the horizontal axis is.</param>
    /// <param name="vertical">What the vertical axis is.</param>
    /// <param name="points">All points that must be visible; one at least.</param>
    public SvgPlot(string title, string horizontal, string vertical, IReadOnlyList<CurvePoint> points)
    {
        var margin = Math.Max(0.01, (points.Max(static point => point.Accuracy) - points.Min(static point => point.Accuracy)) * 0.05);
        _least = new CurvePoint(0, points.Min(static point => point.Accuracy) - margin);
        _most = new CurvePoint(Math.Max(points.Max(static point => point.Cost) * 1.05, 1e-9), points.Max(static point => point.Accuracy) + margin);
        Text(Width / 2, Top / 2, title, "middle", 16);
        Text((Left + Width - Right) / 2, Height - 14, horizontal, "middle", 12);
        Append($"<text x=\"16\" y=\"{Height / 2:0.#}\" font-size=\"12\" text-anchor=\"middle\" transform=\"rotate(-90 16 {Height / 2:0.#})\">{WebUtility.HtmlEncode(vertical)}</text>\n");
        Axes();
    }

    /// <summary>Draws a line and names it in the legend.</summary>
    /// <param name="points">Its points in order.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="name">Its name.</param>
    /// <param name="isDashed">Whether it is dashed.</param>
    public void Line(IReadOnlyList<CurvePoint> points, string colour, string name, bool isDashed)
    {
        var dash = isDashed ? " stroke-dasharray=\"6 4\"" : "";
        var path = string.Join(' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{X(point):0.#},{Y(point):0.#}")));
        Append($"<polyline points=\"{path}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>\n");
        var y = Height - Bottom - 14 - (_legend++ * 18);
        Append($"<line x1=\"{Width - 210:0.#}\" y1=\"{y:0.#}\" x2=\"{Width - 180:0.#}\" y2=\"{y:0.#}\" stroke=\"{colour}\" stroke-width=\"2\"{dash}/>\n");
        Text(Width - 172, y + 4, name, "start", 12);
    }

    /// <summary>Draws a point with its name.</summary>
    /// <param name="point">Where.</param>
    /// <param name="colour">Its colour.</param>
    /// <param name="name">Its name.</param>
    public void Mark(CurvePoint point, string colour, string name)
    {
        Append($"<circle cx=\"{X(point):0.#}\" cy=\"{Y(point):0.#}\" r=\"4\" fill=\"{colour}\"/>\n");
        var isRight = X(point) > Width / 2;
        Text(X(point) + (isRight ? -7 : 7), Y(point) + 14, name, isRight ? "end" : "start", 11);
    }

    /// <summary>Draws a point with its deviation either way.</summary>
    /// <param name="point">Where.</param>
    /// <param name="deviation">The deviation of the accuracy.</param>
    /// <param name="colour">Its colour.</param>
    public void Bar(CurvePoint point, double deviation, string colour)
    {
        var (low, high) = (Y(point with { Accuracy = point.Accuracy - deviation }), Y(point with { Accuracy = point.Accuracy + deviation }));
        Append($"<line x1=\"{X(point):0.#}\" y1=\"{low:0.#}\" x2=\"{X(point):0.#}\" y2=\"{high:0.#}\" stroke=\"{colour}\"/>\n");
        Append($"<circle cx=\"{X(point):0.#}\" cy=\"{Y(point):0.#}\" r=\"3\" fill=\"{colour}\"/>\n");
    }

    /// <summary>The document.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"sans-serif\">\n<rect width=\"{Width}\" height=\"{Height}\" fill=\"#ffffff\"/>\n{_body}</svg>\n");

    private void Axes()
    {
        for (var tick = 0; tick < Ticks; tick++)
        {
            var share = tick / (Ticks - 1.0);
            var at = new CurvePoint(_least.Cost + (share * (_most.Cost - _least.Cost)), _least.Accuracy + (share * (_most.Accuracy - _least.Accuracy)));
            Append($"<line x1=\"{Left}\" y1=\"{Y(at):0.#}\" x2=\"{Width - Right}\" y2=\"{Y(at):0.#}\" stroke=\"#d0d7de\"/>\n");
            Text(Left - 6, Y(at) + 4, at.Accuracy.ToString("0.000", CultureInfo.InvariantCulture), "end", 11);
            Text(X(at), Height - Bottom + 18, at.Cost.ToString(_most.Cost < WholeNumbers ? "0.00" : "#,0", CultureInfo.InvariantCulture), "middle", 11);
        }
    }

    private double X(CurvePoint point) => Left + ((point.Cost - _least.Cost) / (_most.Cost - _least.Cost) * (Width - Left - Right));

    private double Y(CurvePoint point) => Height - Bottom - ((point.Accuracy - _least.Accuracy) / (_most.Accuracy - _least.Accuracy) * (Height - Top - Bottom));

    private void Text(double x, double y, string text, string anchor, int size) =>
        Append($"<text x=\"{x:0.#}\" y=\"{y:0.#}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{WebUtility.HtmlEncode(text)}</text>\n");

    private void Append(FormattableString element) => _body.Append(element.ToString(CultureInfo.InvariantCulture));
}
