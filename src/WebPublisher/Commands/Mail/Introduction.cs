using System.Text;
using WebPublisher.Smtp.Rehearsal;

namespace WebPublisher.Commands.Mail;

/// <summary>How a client begins a session: EHLO, STARTTLS, AUTH.</summary>
internal static class Introduction
{
    /// <summary>Says what has to come first, until it is refused.</summary>
    /// <param name="session">The session, greeted.</param>
    /// <param name="clientName">The client's name.</param>
    /// <param name="startTls">Whether to say STARTTLS.</param>
    /// <param name="user">As whom to log on, or null.</param>
    /// <returns>What was said; only the last can have been refused.</returns>
    public static async Task<List<Exchange>> SayAsync(RehearsedSession session, string clientName, bool startTls, string? user)
    {
        var hello = $"EHLO {clientName}";
        List<string> commands = startTls ? [hello, "STARTTLS", hello] : [hello];
        if (user is not null)
        {
            // Every password is the right one in a rehearsal.
            commands.Add($"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0{user}\0password"))}");
        }

        var exchanges = new List<Exchange>();
        foreach (var command in commands)
        {
            exchanges.Add(Exchange.Of(command, await session.SayAsync($"{command}\r\n")));
            if (!exchanges[^1].IsSuccess)
            {
                break;
            }
        }

        return exchanges;
    }
}
