namespace WebPublisher.Mail.Headers;

/// <summary>Makes a field the only one of its name.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Value">Its value, as a reader shall see it.</param>
public sealed record SetField(string Name, string Value) : FieldEdit
{
    /// <inheritdoc/>
    public override bool Apply(HeaderBlock header)
    {
        ArgumentNullException.ThrowIfNull(header);
        header.Set(Name, Value);
        return true;
    }
}
