namespace WebPublisher.Mail.Headers;

/// <summary>Puts an address at the end of a field.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Address">The address.</param>
public sealed record AppendAddress(string Name, string Address) : FieldEdit
{
    /// <inheritdoc/>
    public override bool Apply(HeaderBlock header)
    {
        ArgumentNullException.ThrowIfNull(header);
        header.Append(Name, Address);
        return true;
    }
}
