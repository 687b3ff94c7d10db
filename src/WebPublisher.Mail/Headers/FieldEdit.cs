namespace WebPublisher.Mail.Headers;

/// <summary>A change of the header of a message.</summary>
public abstract record FieldEdit
{
    /// <summary>Makes it.</summary>
    /// <returns>Whether anything is different now.</returns>
    public abstract bool Apply(HeaderBlock header);
}
