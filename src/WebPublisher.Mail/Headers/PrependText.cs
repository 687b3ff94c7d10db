namespace WebPublisher.Mail.Headers;

/// <summary>Puts a text in front of the value of a field.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Text">The text; a space follows it.</param>
public sealed record PrependText(string Name, string Text) : FieldEdit
{
    /// <inheritdoc/>
    public override bool Apply(HeaderBlock header)
    {
        ArgumentNullException.ThrowIfNull(header);
        header.Prepend(Name, Text);
        return true;
    }
}
