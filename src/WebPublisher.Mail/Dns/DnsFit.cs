namespace WebPublisher.Mail.Dns;

/// <summary>How well a response fits a query.</summary>
public enum DnsFit
{
    /// <summary>It answers something else, or somebody guessed.</summary>
    Foreign,

    /// <summary>All fits but for the spelling of the name: from a server that folds case, or a good guess.</summary>
    Respelt,

    /// <summary>It answers the query.</summary>
    Exact,
}
