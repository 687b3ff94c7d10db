using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Encodings.Web;

namespace WebPublisher.Demo.FrontEnd;

/// <summary>Interpolation that encodes every value for HTML text and quoted attributes; literals and <see cref="Html"/> stay as they are.</summary>
[InterpolatedStringHandler]
public readonly ref struct HtmlInterpolation
{
    private readonly StringBuilder _text;

    /// <summary>Called by the compiler.</summary>
    public HtmlInterpolation(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 32));

    /// <summary>Markup, as it stands in the source.</summary>
    public void AppendLiteral(string markup) => _text.Append(markup);

    /// <summary>Markup made elsewhere.</summary>
    public void AppendFormatted(Html markup) => _text.Append(markup.Text);

    /// <summary>A value, encoded.</summary>
    public void AppendFormatted(string? value) => _text.Append(HtmlEncoder.Default.Encode(value ?? ""));

    /// <summary>A number.</summary>
    public void AppendFormatted(int value) => _text.Append(value);

    /// <inheritdoc/>
    public override string ToString() => _text.ToString();
}
