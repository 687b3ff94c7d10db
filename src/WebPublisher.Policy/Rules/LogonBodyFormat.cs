namespace WebPublisher.Policy.Rules;

/// <summary>What the body of a logon is.</summary>
public enum LogonBodyFormat
{
    /// <summary>Fields as a browser writes them, <c>application/x-www-form-urlencoded</c>.</summary>
    Form,

    /// <summary>One JSON object, whatever its media type says.</summary>
    Json,
}
