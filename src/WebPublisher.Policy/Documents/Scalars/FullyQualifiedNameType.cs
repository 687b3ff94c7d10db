using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="FullyQualifiedName"/>.</summary>
internal sealed class FullyQualifiedNameType : ScalarType<FullyQualifiedName>
{
    public override string Noun => "a full host name such as mail.example.com";

    public override string? Parse(YamlScalar scalar, string directory, out FullyQualifiedName value)
    {
        value = default;
        if (HostText.Parse(scalar.Text, out var host) is { } problem)
        {
            return problem;
        }

        if (!host.Contains('.') || AddressText.TryParse(host, out _))
        {
            return Not(scalar.Text);
        }

        // People know a server by the case it is written in, and see it in greetings and trace fields.
        var written = scalar.Text.TrimEnd('.');
        value = new FullyQualifiedName(written.Equals(host, StringComparison.OrdinalIgnoreCase) ? written : host);
        return null;
    }

    public override JsonObject Schema() => TextSchema(@"^[^.*:/@\s]+(\.[^.*:/@\s]+)+$");
}
