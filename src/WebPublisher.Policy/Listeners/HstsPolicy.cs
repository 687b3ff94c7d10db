namespace WebPublisher.Policy.Listeners;

/// <summary>HTTP Strict Transport Security (RFC 6797).</summary>
/// <param name="MaximumAge">How long a browser keeps to HTTPS.</param>
/// <param name="IncludeSubDomains">Whether names below the host are meant as well.</param>
public sealed record HstsPolicy(TimeSpan MaximumAge, bool IncludeSubDomains)
{
    /// <summary>The value of the header field.</summary>
    public string FieldValue { get; } = $"max-age={(long)MaximumAge.TotalSeconds}{(IncludeSubDomains ? "; includeSubDomains" : "")}";
}
