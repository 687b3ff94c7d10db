namespace WebPublisher.Policy.Rules;

/// <summary>How a published connection reaches the front end.</summary>
public enum Bridging
{
    /// <summary>Decrypt, inspect, encrypt again: the default and the safest. Never falls back to plain HTTP.</summary>
    Https,

    /// <summary>Decrypt, inspect, forward in clear with <c>Front-End-Https: On</c>. Warned about at start.</summary>
    Http,

    /// <summary>Relay the TLS bytes by SNI without decrypting; nothing can be inspected.</summary>
    Tunnel,
}
