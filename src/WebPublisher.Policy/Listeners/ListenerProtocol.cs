namespace WebPublisher.Policy.Listeners;

/// <summary>What a listener speaks.</summary>
public enum ListenerProtocol
{
    /// <summary>Plain HTTP: refuses or redirects, forwards only for rules that do not require a secure channel.</summary>
    Http,

    /// <summary>HTTP over TLS.</summary>
    Https,
}
