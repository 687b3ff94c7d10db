namespace WebPublisher.Policy.Mail.Agents;

/// <summary>How a rule refuses a message.</summary>
/// <param name="Code">The code, 400 to 599.</param>
/// <param name="Status">The status behind it (RFC 3463), of the same class.</param>
/// <param name="Text">The text, in printable ASCII.</param>
public sealed record EdgeRefusal(int Code, string Status, string Text)
{
    /// <summary>What is said where an operator says nothing else.</summary>
    public static EdgeRefusal Usual { get; } = new(550, "5.7.1", "Message rejected due to content restrictions");
}
