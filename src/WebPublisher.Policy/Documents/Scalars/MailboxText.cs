namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>Reads mail addresses that operators write. Quoted local parts are none of them: nobody has one, and what they are used for is to get around lists.</summary>
internal static class MailboxText
{
    private const int LongestLocalPart = 64;
    private const string Symbols = "!#$%&'*+-/=?^_`{|}~.";

    /// <summary>What an address is called.</summary>
    public const string Noun = "a mail address such as user@example.com";

    /// <summary>Reads an address (RFC 5321 section 4.1.2, RFC 6531 section 3.3).</summary>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(string text, out Mailbox mailbox)
    {
        mailbox = default;
        var at = text.LastIndexOf('@');
        if (at < 1)
        {
            return $"{Quoted.Text(text)} is not {Noun}";
        }

        var local = text[..at];
        if (local.StartsWith('.') || local.EndsWith('.') || local.Contains("..", StringComparison.Ordinal) || local.Any(c => !IsAllowed(c)))
        {
            return $"{Quoted.Text(text)} is not {Noun}: in front of the at sign stand letters, digits and {Symbols[..^1]}, and single dots between them";
        }

        if (local.Length > LongestLocalPart)
        {
            return $"{Quoted.Text(text)} has more than {LongestLocalPart} characters in front of the at sign";
        }

        if (HostText.Parse(text[(at + 1)..], out var domain) is { } problem)
        {
            return problem;
        }

        mailbox = new Mailbox($"{local}@{domain}");
        return null;
    }

    private static bool IsAllowed(char c) => char.IsAsciiLetterOrDigit(c) || Symbols.Contains(c, StringComparison.Ordinal) || (c > 127 && !char.IsControl(c));
}
