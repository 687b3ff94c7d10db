namespace WebPublisher.Publishing;

/// <summary>The halves of the product.</summary>
[Flags]
public enum PublisherParts
{
    /// <summary>Web sites.</summary>
    Web = 1,

    /// <summary>Mail servers.</summary>
    Smtp = 2,

    /// <summary>Both.</summary>
    All = Web | Smtp,
}
