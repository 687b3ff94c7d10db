using System.Text;
using WebPublisher.Mail.Smtp.Commands;

namespace WebPublisher.Smtp.Agents.Reputation;

/// <summary>Judges the name by which a client introduces itself.</summary>
internal static class HelloName
{
    /// <summary>Whether the client can hardly have it: it is ours or its recipients', another address, no full name at all, or not the one it had before.</summary>
    /// <param name="context">The session.</param>
    /// <param name="before">The name it had before; null when it is not known.</param>
    public static bool IsDubious(AgentContext context, string? before)
    {
        if (!ClientName.TryParse(Encoding.ASCII.GetBytes(context.ClientName ?? ""), out var name))
        {
            return true;
        }

        return (before is not null && !before.Equals(name.Text, StringComparison.OrdinalIgnoreCase))
            || (name.Form == ClientNameForm.AddressLiteral ? !context.Client.Equals(name.Address) : name.Form == ClientNameForm.Irregular || !name.Text.Contains('.') || IsOurs(context, name.Text));
    }

    private static bool IsOurs(AgentContext context, string name) =>
        name.Equals(context.Connector.Fqdn, StringComparison.OrdinalIgnoreCase)
        || context.Recipients.Any(recipient => recipient.Mailbox is { } mailbox && mailbox.Domain.Text.Equals(name, StringComparison.OrdinalIgnoreCase));
}
