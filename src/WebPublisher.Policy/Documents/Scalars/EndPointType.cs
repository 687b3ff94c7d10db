using System.Net;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>An address and port to listen on. Port 0 lets the system choose one, which tests use.</summary>
internal sealed class EndPointType : ScalarType<IPEndPoint>
{
    /// <summary>The form of an endpoint.</summary>
    public const string Pattern = @"(\[[0-9A-Fa-f:.]+\]|[0-9.]+):[0-9]{1,5}";

    public override string Noun => "an address and port such as 192.0.2.1:443 or [2001:db8::1]:443";

    public override string? Parse(YamlScalar scalar, string directory, out IPEndPoint value)
    {
        value = new IPEndPoint(IPAddress.None, 0);
        var text = scalar.Text;
        if (!AddressText.TrySplit(text, out var host, out var port))
        {
            var hint = AddressText.TryParse(text, out var bare) ? $"; the port is missing, as in {new IPEndPoint(bare, 443)}" : "";
            return Not(text) + hint;
        }

        if (AddressText.TryParse(host, out var address))
        {
            value = new IPEndPoint(address, port);
            return null;
        }

        return Not(text) + (host switch
        {
            "*" or "+" or "any" => $"; for every address write 0.0.0.0:{port} or [::]:{port}",
            "localhost" => $"; write 127.0.0.1:{port}",
            _ => "; names are not looked up, write the address",
        });
    }

    public override JsonObject Schema() => TextSchema($"^{Pattern}$");
}
