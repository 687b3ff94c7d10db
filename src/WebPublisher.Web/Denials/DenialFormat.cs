namespace WebPublisher.Web.Denials;

/// <summary>The forms in which a denial is told.</summary>
internal enum DenialFormat
{
    /// <summary>For programs that do not say what they read, and terminals.</summary>
    Text,

    /// <summary>For browsers.</summary>
    Html,

    /// <summary>For scripts: a problem document (RFC 9457).</summary>
    Json,
}
