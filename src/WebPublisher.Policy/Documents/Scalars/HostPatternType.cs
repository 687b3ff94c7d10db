using System.Text.Json.Nodes;
using WebPublisher.Policy.Rules;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="HostPattern"/>.</summary>
internal sealed class HostPatternType : ScalarType<HostPattern>
{
    private static readonly HostPattern Nowhere = new("invalid");

    public override string Noun => "a host such as mail.example.com or *.example.com";

    public override string? Parse(YamlScalar scalar, string directory, out HostPattern value)
    {
        value = Nowhere;
        var text = scalar.Text;
        var wildcard = text.StartsWith("*.", StringComparison.Ordinal);
        var name = wildcard ? text[2..] : text;
        if (name.Contains('*'))
        {
            return text == "*"
                ? "'*' is not a host; for any host write 'destinations: all' in the rule"
                : $"{Quoted.Text(text)}: the wildcard may only stand for whole labels in front, as in *.example.com";
        }

        if (name.Length == 0)
        {
            return Not(text);
        }

        if (HostText.Parse(name, out var host) is { } problem)
        {
            return problem;
        }

        if (wildcard && AddressText.TryParse(host, out _))
        {
            return $"{Quoted.Text(text)}: an address has no wildcard; publish the address itself";
        }

        value = new HostPattern(wildcard ? $"*.{host}" : host);
        return null;
    }

    public override JsonObject Schema() => TextSchema(@"^(\*\.)?[^*/]+$");
}
