namespace WebPublisher.Policy.Mail.Screening;

/// <summary>Where keywords are looked for.</summary>
public enum TextPlace
{
    /// <summary>The subject.</summary>
    Subject,

    /// <summary>The text of all text parts, as a reader reads it.</summary>
    Body,

    /// <summary>The source of HTML.</summary>
    Markup,
}
