using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="Mailbox"/>.</summary>
internal sealed class MailboxType : ScalarType<Mailbox>
{
    public override string Noun => MailboxText.Noun;

    public override string? Parse(YamlScalar scalar, string directory, out Mailbox value) => MailboxText.Parse(scalar.Text, out value);

    public override JsonObject Schema() => TextSchema(@"^[^@\s]+@[^@/:\s]+$");
}
