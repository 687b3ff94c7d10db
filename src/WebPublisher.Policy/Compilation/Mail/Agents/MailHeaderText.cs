namespace WebPublisher.Policy.Compilation.Mail.Agents;

/// <summary>The grammar of names of mail header fields (RFC 5322 section 3.6.8).</summary>
internal static class MailHeaderText
{
    private const int LongestName = 70;

    // What a body is read by, and where a message has been: with another value it would be another message.
    private static readonly HashSet<string> Structural = new(StringComparer.OrdinalIgnoreCase) { "MIME-Version", "Received", "Return-Path" };

    /// <summary>Whether it is the name of a field, as people write them: letters, digits and hyphens.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= LongestName && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <summary>Whether a rule may not touch the field of this name.</summary>
    public static bool IsStructural(string name) => Structural.Contains(name) || name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase);
}
