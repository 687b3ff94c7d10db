using System.Text.Json.Nodes;
using WebPublisher.Policy.Mail;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="DomainPattern"/>.</summary>
internal sealed class DomainPatternType : ScalarType<DomainPattern>
{
    private static readonly DomainPattern Nowhere = new("invalid");

    public override string Noun => "a mail domain such as example.com, *.example.com for those below it, or * for every domain";

    public override string? Parse(YamlScalar scalar, string directory, out DomainPattern value)
    {
        value = Nowhere;
        var text = scalar.Text;
        if (text == "*")
        {
            value = new DomainPattern(text);
            return null;
        }

        var at = text.LastIndexOf('@');
        if (at >= 0)
        {
            var domain = at + 1 < text.Length ? $"; write {Quoted.Text(text[(at + 1)..])}" : "";
            return $"{Quoted.Text(text)} is a mail address where a domain is expected{domain}";
        }

        var wildcard = text.StartsWith("*.", StringComparison.Ordinal);
        var name = wildcard ? text[2..] : text;
        if (name.Contains('*'))
        {
            return $"{Quoted.Text(text)}: the wildcard may only stand for whole labels in front, as in *.example.com";
        }

        if (name.Length == 0)
        {
            return Not(text);
        }

        if (HostText.Parse(name, out var host) is { } problem)
        {
            return problem;
        }

        if (AddressText.TryParse(host, out _))
        {
            return $"{Quoted.Text(text)} is an address where a mail domain is expected";
        }

        value = new DomainPattern(wildcard ? $"*.{host}" : host);
        return null;
    }

    public override JsonObject Schema() => TextSchema(@"^(\*|(\*\.)?[^*/:@\s]+)$");
}
