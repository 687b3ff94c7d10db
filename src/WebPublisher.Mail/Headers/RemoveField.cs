namespace WebPublisher.Mail.Headers;

/// <summary>Removes every field of a name.</summary>
/// <param name="Name">The name.</param>
public sealed record RemoveField(string Name) : FieldEdit
{
    /// <inheritdoc/>
    public override bool Apply(HeaderBlock header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return header.Remove(Name) > 0;
    }
}
