using WebPublisher.Policy.Documents.Binding;

namespace WebPublisher.Policy.Documents;

/// <summary>HTTP Strict Transport Security (RFC 6797).</summary>
[Document("HSTS settings")]
public sealed record HstsDocument : Document
{
    /// <summary>How long browsers keep to HTTPS; 0s makes them forget it.</summary>
    [Key("How long browsers keep to HTTPS; 0s makes them forget it.", Required = true, Example = "365d")]
    public Located<TimeSpan>? MaxAge { get; init; }

    /// <summary>Whether names below the host are meant as well.</summary>
    [Key("Whether names below the host are meant as well.", Default = "false")]
    public Located<bool>? IncludeSubDomains { get; init; }
}
