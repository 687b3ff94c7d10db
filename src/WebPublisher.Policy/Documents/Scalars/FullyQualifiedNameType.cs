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

        value = new FullyQualifiedName(host);
        return null;
    }

    public override JsonObject Schema() => TextSchema(@"^[^.*:/@\s]+(\.[^.*:/@\s]+)+$");
}
