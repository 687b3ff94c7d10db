namespace WebPublisher.Demo.FrontEnd;

/// <summary>Text that is HTML already. Made from an interpolated string, whose values are encoded; there is no way to make it from a value by accident.</summary>
/// <param name="Text">The markup.</param>
public readonly record struct Html(string Text)
{
    /// <summary>Markup with values in it; a value that is not <see cref="Html"/> itself is encoded.</summary>
    public static Html From(HtmlInterpolation markup) => new(markup.ToString());

    /// <summary>One piece after the other.</summary>
    public static Html Concat(IEnumerable<Html> pieces) => new(string.Concat(pieces.Select(p => p.Text)));

    /// <inheritdoc/>
    public override string ToString() => Text;
}
