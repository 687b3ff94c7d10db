using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="MailboxOrDomain"/>.</summary>
internal sealed class MailboxOrDomainType : ScalarType<MailboxOrDomain>
{
    private static readonly DomainPatternType Domains = new();

    public override string Noun => "a mail address such as user@example.com, or a domain such as example.com or *.example.com";

    public override string? Parse(YamlScalar scalar, string directory, out MailboxOrDomain value)
    {
        value = default;
        string? problem;
        if (scalar.Text.Contains('@', StringComparison.Ordinal))
        {
            problem = MailboxText.Parse(scalar.Text, out var mailbox);
            value = new MailboxOrDomain(mailbox.Text ?? "");
            return problem;
        }

        if (scalar.Text == "*")
        {
            return Not(scalar.Text);
        }

        problem = Domains.Parse(scalar, directory, out var domain);
        value = new MailboxOrDomain(domain.Text);
        return problem;
    }

    public override JsonObject Schema() => TextSchema(@"^[^\s/:]+$");
}
