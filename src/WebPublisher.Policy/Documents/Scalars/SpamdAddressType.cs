using System.Net;
using System.Text.Json.Nodes;
using WebPublisher.Policy.Mail.Agents;
using WebPublisher.Policy.Yaml;

namespace WebPublisher.Policy.Documents.Scalars;

/// <summary>A <see cref="SpamdAddress"/>.</summary>
internal sealed class SpamdAddressType : ScalarType<SpamdAddress>
{
    public override string Noun => "the address of a spamd such as unix:/run/spamd.sock or tcp:127.0.0.1:783";

    public override string? Parse(YamlScalar scalar, string directory, out SpamdAddress value)
    {
        EndPoint address = new IPEndPoint(IPAddress.None, 0);
        var error = SocketAddressText.Parse(scalar.Text, Not(scalar.Text), ref address);
        value = new SpamdAddress(address);
        return error;
    }

    public override JsonObject Schema() => TextSchema(SocketAddressText.Pattern);
}
