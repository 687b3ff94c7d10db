using System.Net;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="ClamdAddress"/>.</summary>
internal sealed class ClamdAddressType : ScalarType<ClamdAddress>
{
    public override string Noun => "the address of a clamd such as unix:/run/clamav/clamd.ctl or tcp:127.0.0.1:3310";

    public override string? Parse(YamlScalar scalar, string directory, out ClamdAddress value)
    {
        EndPoint address = new IPEndPoint(IPAddress.None, 0);
        var error = SocketAddressText.Parse(scalar.Text, Not(scalar.Text), ref address);
        value = new ClamdAddress(address);
        return error;
    }

    public override JsonObject Schema() => TextSchema(SocketAddressText.Pattern);
}
