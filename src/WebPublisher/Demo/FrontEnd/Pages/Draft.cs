namespace WebPublisher.Demo.FrontEnd.Pages;

/// <summary>A message that is being written.</summary>
/// <param name="To">Address of the recipient.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Body">Text.</param>
public sealed record Draft(string To, string Subject, string Body)
{
    /// <summary>Nothing written yet.</summary>
    public static Draft Empty { get; } = new("", "", "");

    /// <summary>An answer to <paramref name="message"/>, with its text quoted.</summary>
    public static Draft ReplyTo(MailMessage message)
    {
        var open = message.From.IndexOf('<', StringComparison.Ordinal);
        var address = open < 0 ? message.From : message.From[(open + 1)..].TrimEnd('>');
        var subject = message.Subject.StartsWith("Re:", StringComparison.OrdinalIgnoreCase) ? message.Subject : $"Re: {message.Subject}";
        var quoted = string.Join('\n', message.Body.TrimEnd().Split('\n').Select(line => $"> {line}"));
        return new Draft(address, subject, $"\n\n{message.From} wrote:\n{quoted}\n");
    }
}
