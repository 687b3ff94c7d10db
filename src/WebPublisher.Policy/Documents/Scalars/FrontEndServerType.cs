using System.Text.Json.Nodes;
using WebPublisher.Policy.FrontEnds;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="FrontEndServer"/>.</summary>
internal sealed class FrontEndServerType : ScalarType<FrontEndServer>
{
    private static readonly FrontEndServer Nowhere = new("invalid", 0);

    public override string Noun => "a server and port such as owafe01.example.com:443 or [2001:db8::1]:443";

    public override string? Parse(YamlScalar scalar, string directory, out FrontEndServer value)
    {
        value = Nowhere;
        var text = scalar.Text;
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return $"{Quoted.Text(text)} is a URL where a server and port are expected; leave out scheme and path";
        }

        if (!AddressText.TrySplit(text, out var name, out var port) || port == 0)
        {
            return Not(text);
        }

        if (HostText.Parse(name, out var host) is { } problem)
        {
            return problem;
        }

        value = new FrontEndServer(host, port);
        return null;
    }

    public override JsonObject Schema() => TextSchema(@"^(\[[0-9A-Fa-f:.]+\]|[^:/\[\]]+):[0-9]{1,5}$");
}
